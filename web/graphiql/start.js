'use strict';

// Starts GraphiQL (see graphiql.js) against this server's own API. Tabs and history stay in the
// browser's local storage; nothing is put into the address of the page, where a server would log it.

const endpoint = '/graphql';

async function fetcher(params, options) {
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
    throw new Error(`${endpoint} answered ${response.status} ${response.statusText}: ${text.slice(0, 500)}`);
  }
}

async function start() {
  const response = await fetch('default.graphql');
  if (!response.ok) throw new Error(`default.graphql: ${response.status}`);
  const defaultQuery = await response.text();

  const { GraphiQL, createElement, createRoot } = GraphiQLBundle;
  createRoot(document.getElementById('graphiql')).render(createElement(GraphiQL, { fetcher, defaultQuery }));
}

start().catch((error) => {
  document.getElementById('graphiql').textContent = `GraphiQL did not start: ${error.message}`;
});
