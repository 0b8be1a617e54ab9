// What graphiql/start.js needs, as properties of the global GraphiQLBundle.
import './entry.css';

export { GraphiQL } from 'graphiql';
export { createElement } from 'react';
export { createRoot } from 'react-dom/client';
