// Starts GraphiQL against this server's own API, with every example as a tab. Tabs and history stay in
// the browser's local storage; nothing is put into the address of the page, where a server would log it.
import { GraphiQL, type GraphiQLProps } from 'graphiql';
import 'graphiql/style.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import './page.css';

const endpoint = new URL('../graphql', location.href);

const fetcher: GraphiQLProps['fetcher'] = async (params, options) => {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      Accept: 'application/graphql-response+json, application/json;q=0.9',
      'Content-Type': 'application/json',
      ...options?.headers,
    },
    body: JSON.stringify(params),
    credentials: 'same-origin',
  });
  const text = await response.text();
  try {
    return JSON.parse(text); // a refused query is JSON too, whatever its status
  } catch {
    throw new Error(`${endpoint.pathname} answered ${response.status} ${response.statusText}: ${text.slice(0, 500)}`);
  }
};

const queries = import.meta.glob<string>('../../examples/*.graphql', { query: '?raw', import: 'default', eager: true });
const variables = import.meta.glob<string>('../../examples/*.variables.json', { query: '?raw', import: 'default', eager: true });

// The path of the README's example comes first.
const first = '../../examples/path.graphql';
const names = Object.keys(queries).sort((a, b) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1));
const examples = names.map((name) => ({
  query: queries[name] ?? '',
  variables: variables[name.replace(/\.graphql$/, '.variables.json')],
}));

// A query that the page hands over in the fragment stands in a tab of its own.
function handedOver(): typeof examples {
  const handed = new URLSearchParams(location.hash.slice(1));
  const query = handed.get('query');
  return query === null ? [] : [{ query, variables: handed.get('variables') ?? undefined }];
}

const root = document.getElementById('graphiql');
if (root) {
  const handed = handedOver();
  const props: GraphiQLProps = { fetcher, defaultTabs: [...handed, ...examples] };
  if (handed[0]) Object.assign(props, { query: handed[0].query, variables: handed[0].variables });
  createRoot(root).render(createElement(GraphiQL, props));
}
