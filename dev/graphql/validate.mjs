// Says what graphql-js says of documents: node validate.mjs SCHEMA < documents > verdicts
// Each line in is a JSON string, a document; each line out is the names of the rules that it breaks.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { buildSchema, parse, specifiedRules, validate } from 'graphql'

const schema = buildSchema(readFileSync(process.argv[2], 'utf8'))

function verdict(text) {
  let document
  try {
    document = parse(text)
  } catch {
    return ['Syntax']
  }
  return specifiedRules
    .filter((rule) => breaks(document, rule))
    .map((rule) => rule.name.replace(/Rule$/, ''))
}

function breaks(document, rule) {
  try {
    return validate(schema, document, [rule], { maxErrors: 5 }).length > 0
  } catch {
    return false // a rule that trips over what another one finds, such as an undeclared variable
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(verdict(JSON.parse(line))))
}
