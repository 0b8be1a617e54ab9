// Asks the GraphQL API as any client does. The server knows each of the page's documents by its hash. What
// holds a profile goes by POST, so that no address ever has a level in it; all else by GET, which the
// browser keeps and asks about again with the tag of the answer that it has.
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
  const hash = String(document.__meta__?.hash);
  const values = JSON.stringify(variables, (_, value: unknown) => value ?? undefined);
  const key = hash + values;
  if (kept.has(key)) return kept.get(key) as R;
  let response: Response<R> = holdsProfile(variables) ? await byPost({ documentId: hash, variables }, signal) : await byGet(hash, values, signal);
  if (response.errors?.some((e) => unknown.includes(String(e.extensions?.code)))) {
    // This page is from another build than the server.
    response = await byPost({ query: document.toString(), variables }, signal);
  }
  const refusal = response.errors?.[0];
  if (refusal) {
    const said = refusal.extensions?.sentence ?? {};
    throw new Refused(refusal.message, said as { ja?: string; en?: string });
  }
  if (!response.data) throw new Unreachable('an answer without data');
  kept.set(key, response.data);
  if (kept.size > keptAtMost) kept.delete(kept.keys().next().value ?? '');
  return response.data as R;
}

const unknown = ['PERSISTED_QUERY_NOT_FOUND', 'DOCUMENT_NOT_REGISTERED'];
const headers = { Accept: 'application/graphql-response+json, application/json;q=0.9' };

/** Whether a person's own scores stand in the variables: the schema names every such value "profile". */
function holdsProfile(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, inner]) => (name === 'profile' && inner !== null && inner !== undefined) || holdsProfile(inner));
}

function byGet<R>(hash: string, variables: string, signal?: AbortSignal): Promise<Response<R>> {
  return fetched(`graphql?${new URLSearchParams({ documentId: hash, variables })}`, { headers, cache: 'no-cache', signal: signal ?? null });
}

function byPost<R>(body: object, signal?: AbortSignal): Promise<Response<R>> {
  return fetched('graphql', { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal: signal ?? null });
}

async function fetched<R>(address: string, init: RequestInit): Promise<Response<R>> {
  try {
    return (await (await fetch(address, init)).json()) as Response<R>;
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Unreachable(String(error));
  }
}
