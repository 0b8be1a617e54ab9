import type { CorrelationMapQuery } from '../../generated/graphql';
import type { Point } from '../../marks/scatter';
import { text } from '../../words/say';

export type Found = Extract<CorrelationMapQuery['correlationMap'], { __typename: 'CorrelationMap' }>;

/** A point with what is shown of it. */
export interface MapPoint extends Point {
  climb: number;
  drop: number;
  skillGap: number | null;
  family: string;
  familyName: string;
}

/** The points of a map in the reader's language, strongest first. */
export function points(map: Found): MapPoint[] {
  return map.points.map((p, i) => ({
    code: p.role.code, name: text(p.role.name), correlation: p.correlation, total: p.total, isBase: p.isBase, number: i,
    climb: p.climb, drop: p.drop, skillGap: p.skillGap, family: p.role.family?.code ?? '', familyName: text(p.role.family?.name ?? {}),
  }));
}
