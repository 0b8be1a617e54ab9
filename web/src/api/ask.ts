// Asks the GraphQL API as any client does: JSON by POST, so that no address ever holds what is asked.
import type { TypedDocumentString } from '../generated/graphql';

/** The server could not be reached, or answered with something that is not GraphQL. */
export class Unreachable extends Error {}

/** The server refused the question and says why, in both languages where it has them. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly said: { ja?: string; en?: string },
  ) {
    super(message);
  }
}

interface Response<R> {
  data?: R | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
}

const kept = new Map<string, unknown>(); // answers by question, so that going back shows at once
const keptAtMost = 60;

/** Forgets every answer, as when the server has a new version of the dataset. */
export function forget(): void {
  kept.clear();
}

/** Returns the answer to a document. Rejects with Unreachable, Refused, or AbortError. */
export async function ask<R, V>(document: TypedDocumentString<R, V>, variables: V, signal?: AbortSignal): Promise<R> {
  const body = JSON.stringify({ query: document.toString(), variables });
  if (kept.has(body)) return kept.get(body) as R;
  const response = await fetched(body, signal);
  const refusal = response.errors?.[0];
  if (refusal) {
    const said = refusal.extensions?.sentence ?? {};
    throw new Refused(refusal.message, said as { ja?: string; en?: string });
  }
  if (!response.data) throw new Unreachable('an answer without data');
  kept.set(body, response.data);
  if (kept.size > keptAtMost) kept.delete(kept.keys().next().value ?? '');
  return response.data as R;
}

async function fetched<R>(body: string, signal?: AbortSignal): Promise<Response<R>> {
  try {
    const response = await fetch('graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json, application/json;q=0.9' },
      body,
      signal: signal ?? null,
    });
    return (await response.json()) as Response<R>;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable(String(error));
  }
}
