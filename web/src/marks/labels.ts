// Places labels beside their points so that no two overlap and none covers another's point. Labels
// come in order of importance; one that finds no place near its point is led to by a line, one that finds
// none at all gives way to its number beside the point, and that is left out where it has no room either. The same points give the same places.

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Placed {
  /** The corner of the text's box. */
  x: number;
  y: number;
  /** Whether a line must lead from the point to the text. */
  led: boolean;
  /** Whether there was room for what is short only. */
  short: boolean;
}

const apart = 1.5; // pixels between labels
const clear = 5; // pixels between a name without a line and the points of others
const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width + apart && b.x < a.x + a.width + apart && a.y < b.y + b.height + apart && b.y < a.y + a.height + apart;

// Directions to try, best first: right, left, above, below, then the corners.
const directions = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [1, 1], [-1, -1], [-1, 1]] as const;
const led = [18, 30, 44]; // pixels from the point, where a line leads to the label

/** A label's size and its point; away is how far it stands from that at least. */
export interface Label extends Box {
  away: number;
  /** The size of a number that stands for a label without room; none where it is left out. */
  short?: { width: number; height: number };
}

/** Boxes by the squares of a grid that they touch, so that what is far away is not compared. */
class Taken {
  readonly #squares = new Map<number, { box: Box; of: number }[]>();

  static *#touched(b: Box): Generator<number> {
    const side = 48; // pixels: labels are wider than they are high
    for (let column = Math.floor((b.x - apart) / side); column <= Math.floor((b.x + b.width + apart) / side); column++) {
      for (let row = Math.floor((b.y - apart) / side); row <= Math.floor((b.y + b.height + apart) / side); row++) yield column * 4096 + row;
    }
  }

  /** Takes the box for a label; -1 is no label's. */
  add(box: Box, of: number): void {
    for (const square of Taken.#touched(box)) {
      const there = this.#squares.get(square);
      if (there) there.push({ box, of });
      else this.#squares.set(square, [{ box, of }]);
    }
  }

  /** Whether what is taken for others overlaps the box. */
  overlaps(box: Box, of: number): boolean {
    for (const square of Taken.#touched(box)) {
      if (this.#squares.get(square)?.some((t) => t.of !== of && overlap(t.box, box))) return true;
    }
    return false;
  }
}

/** Places the labels. Cost: labels × directions × distances, times how many boxes are near each. */
export function placeLabels(labels: readonly Label[], radius: number, bounds: Box, reserved: readonly Box[] = []): (Placed | null)[] {
  const taken = new Taken();
  for (const box of reserved) taken.add(box, -1);
  // With room around the points, so that no name without a line stands as near to another's point as to its own.
  const points = new Taken();
  const around = (l: Label, half: number) => ({ x: l.x - half, y: l.y - half, width: 2 * half, height: 2 * half });
  labels.forEach((l, i) => {
    taken.add(around(l, radius), i);
    points.add(around(l, radius + clear), i);
  });
  const inside = (b: Box) => b.x >= bounds.x && b.y >= bounds.y && b.x + b.width <= bounds.x + bounds.width && b.y + b.height <= bounds.y + bounds.height;
  const place = (i: number, at: Label, size: { width: number; height: number }, distances: readonly number[], unled: Taken): Omit<Placed, 'short'> | undefined => {
    for (const distance of distances) {
      for (const [dx, dy] of directions) {
        const box = {
          x: at.x + dx * distance + (dx === 0 ? -size.width / 2 : dx < 0 ? -size.width : 0),
          y: at.y + dy * (dx === 0 ? distance : distance * 0.8) - size.height / 2 + (dx === 0 ? (dy * size.height) / 2 : 0),
          ...size,
        };
        const led = distance !== distances[0];
        if (inside(box) && !taken.overlaps(box, i) && (led || !unled.overlaps(box, i))) {
          taken.add(box, i);
          return { x: box.x, y: box.y, led };
        }
      }
    }
    return undefined;
  };
  const placed = labels.map((label, i) => {
    const at = place(i, label, { width: label.width, height: label.height }, [label.away, ...led], points);
    return at ? { ...at, short: false } : null;
  });
  return placed.map((full, i) => {
    const label = labels[i];
    if (full || !label?.short) return full;
    const at = place(i, label, label.short, [radius + 1], taken);
    return at ? { ...at, short: true } : null;
  });
}
