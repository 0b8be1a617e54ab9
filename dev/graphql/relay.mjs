// Uses the API as a Relay application does, with Relay's own compiler and runtime: node relay.mjs URL
// Pages of a connection are joined in the store, an object fetched by its id is the one that a page brought,
// and a union is read by its type.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import runtime from 'relay-runtime'

const { createOperationDescriptor, Environment, fetchQuery, getRequest, getSelector, Network, RecordSource, Store } = runtime
const [url] = process.argv.slice(2)

const documents = `
graphql\`query RolesQuery($count: Int!, $cursor: String) { ...Roles_all @arguments(count: $count, cursor: $cursor) }\`
graphql\`fragment Roles_all on Query @argumentDefinitions(count: {type: "Int!"}, cursor: {type: "String"}) {
  roles(first: $count, after: $cursor) @connection(key: "Roles_roles") { edges { node { id code } } pageInfo { hasNextPage endCursor } }
}\`
graphql\`query RolesNodeQuery($id: ID!) { node(id: $id) { __typename id ... on Role { code total name { ja en } } } }\`
graphql\`query RolesPathQuery($input: PathInput!) {
  path(input: $input) { __typename ... on PathFound { path { roles { id code } totals { steps } } } ... on NoPath { blockage } }
}\`
`

// compile runs relay-compiler over the documents and the server's own schema, and returns where the artifacts are.
async function compile(folder) {
  mkdirSync(join(folder, 'src'))
  mkdirSync(join(folder, 'artifacts'))
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}')
  writeFileSync(join(folder, 'schema.graphql'), await (await fetch(`${url}/schema.graphql`)).text())
  writeFileSync(join(folder, 'src', 'Roles.js'), documents)
  writeFileSync(
    join(folder, 'relay.config.json'),
    JSON.stringify({ src: './src', schema: './schema.graphql', language: 'javascript', artifactDirectory: './artifacts', eagerEsModules: true, customScalarTypes: { Time: 'string' } }),
  )
  execFileSync(createRequire(import.meta.url)('relay-compiler'), ['relay.config.json'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  return async (name) => (await import(pathToFileURL(join(folder, 'artifacts', `${name}.graphql.js`)))).default
}

const environment = new Environment({
  store: new Store(new RecordSource()),
  network: Network.create(async ({ text }, variables) => {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ query: text, variables }) })
    return response.json()
  }),
})

const folder = mkdtempSync(join(tmpdir(), 'noboru-relay-'))
try {
  const artifact = await compile(folder)
  const [roles, all, node, path] = await Promise.all(['RolesQuery', 'Roles_all', 'RolesNodeQuery', 'RolesPathQuery'].map(artifact))

  const count = 50
  const operation = createOperationDescriptor(getRequest(roles), { count, cursor: null })
  environment.retain(operation)
  const connection = () => environment.lookup(getSelector(all, environment.lookup(operation.fragment).data)).data.roles
  let pages = 0
  for (let cursor = null; pages === 0 || connection().pageInfo.hasNextPage; cursor = connection().pageInfo.endCursor) {
    await fetchQuery(environment, roles, { count, cursor }).toPromise()
    pages++
  }
  const found = connection().edges.map((e) => e.node)
  const ids = new Set(found.map((r) => r.id))
  assert.ok(pages > 1 && found.length > count && ids.size === found.length, 'the pages are joined, no role twice')

  const { id, code } = found[found.length - 1]
  const { node: role } = await fetchQuery(environment, node, { id }).toPromise()
  assert.deepEqual([role.__typename, role.code], ['Role', code])
  const record = environment.getStore().getSource().get(id)
  assert.equal(record.total, role.total, 'the store has one record for the page and the object')

  const { path: answer } = await fetchQuery(environment, path, { input: { from: { role: found[0].code }, to: { role: code } } }).toPromise()
  assert.ok(answer.__typename === 'PathFound' ? answer.path.roles.every((r) => ids.has(r.id)) : answer.blockage, 'a union is read by its type')
  console.log(`Relay: ${found.length} roles in ${pages} pages, ${answer.__typename}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
