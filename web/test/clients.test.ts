// The clients that front ends use, with their defaults, over the real server. Relay's test stands in dev/graphql,
// since its compiler is large and nobody who builds the page needs it.
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
