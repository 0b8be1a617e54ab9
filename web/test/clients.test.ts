// The clients that front ends use, with their defaults, over the real server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApolloClient, gql as apolloGql, HttpLink, InMemoryCache } from '@apollo/client/core';
import { cacheExchange, createClient, fetchExchange, gql } from '@urql/core';
import { stage } from './stage';

const { server } = stage();
const query = '{ path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}}) { __typename ... on PathFound { path { roles { code } } } } }';

test('urql answers with POST', async () => {
  const client = createClient({ url: `${server().url}/graphql`, exchanges: [cacheExchange, fetchExchange], preferGetMethod: false });
  const { data, error } = await client.query(gql(query), {}).toPromise();
  assert.equal(error, undefined);
  assert.equal(data.path.path.roles.at(-1).code, 'SOC-ANALYST');
});

test('urql’s own default, a query in the address, is refused with the sentence that mends it', async () => {
  const client = createClient({ url: `${server().url}/graphql`, exchanges: [fetchExchange] });
  const { data, error } = await client.query(gql(query), {}).toPromise();
  if (data) assert.equal(data.path.path.roles.at(-1).code, 'SOC-ANALYST');
  else assert.match(String(error), /POST/);
});

test('Apollo answers with its defaults', async () => {
  const client = new ApolloClient({ link: new HttpLink({ uri: `${server().url}/graphql` }), cache: new InMemoryCache() });
  const { data } = await client.query<{ path: { path: { roles: { code: string }[] } } }>({ query: apolloGql(query) });
  assert.equal(data?.path.path.roles.at(-1)?.code, 'SOC-ANALYST');
});

test('what Relay needs is in the schema: Node, node(id:) and connections', async () => {
  const ask = async (q: string) => {
    const r = await fetch(`${server().url}/graphql`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ query: q }) });
    return ((await r.json()) as { data: Record<string, unknown> }).data;
  };
  const { roles } = (await ask('{roles(first: 2) {edges {cursor node {id}} pageInfo {hasNextPage hasPreviousPage startCursor endCursor}}}')) as { roles: { edges: { cursor: string; node: { id: string } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } };
  assert.equal(roles.pageInfo.endCursor, roles.edges[1]?.cursor);
  assert.ok(roles.pageInfo.hasNextPage);
  const { node } = (await ask(`{node(id: "${roles.edges[0]?.node.id}") {__typename id}}`)) as { node: { __typename: string; id: string } };
  assert.deepEqual(node, { __typename: 'Role', id: roles.edges[0]?.node.id });
});
