// Runs graphql-http's audits of GraphQL over HTTP against a server: node audit.mjs URL
import { serverAudits } from 'graphql-http'

const [url] = process.argv.slice(2)
let failed = 0
let total = 0
for (const audit of serverAudits({ url, fetchFn: fetch })) {
  total++
  const result = await audit.fn()
  if (result.status !== 'ok') {
    failed++
    console.log(`${audit.id} ${audit.name}: ${result.reason}`)
  }
}
console.log(`${total - failed} of ${total} audits hold`)
process.exit(failed > 0 ? 1 : 0)
