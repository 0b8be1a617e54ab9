// Hands a picture or a table over as a file. Everything happens in the browser.

/** Offers bytes under a name. */
export function offer(name: string, body: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(body);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const properties = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'font-size', 'font-weight', 'font-family', 'text-anchor', 'paint-order', 'stroke-linejoin', 'font-variant-numeric'];

/** The chart as a file of its own: styles written out, a title above and the source and cautions below. */
export function standalone(svg: SVGSVGElement, title: string, notes: string[]): { source: string; width: number; height: number } {
  const { width, height: drawn } = svg.getBoundingClientRect();
  const [head, line] = [36, 18];
  const height = drawn + head + line * notes.length + 12;
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll<SVGElement>('*');
  copy.querySelectorAll<SVGElement>('*').forEach((element, i) => {
    const original = originals[i];
    if (!original) return;
    const computed = getComputedStyle(original);
    for (const p of properties) {
      const value = computed.getPropertyValue(p);
      if (value) element.setAttribute(p, value);
    }
    for (const a of ['class', 'style', 'tabindex', 'role']) element.removeAttribute(a);
  });
  const root = getComputedStyle(document.documentElement);
  const said = (text: string, y: number, size: number, weight: number) => {
    const t = document.createElementNS('http://www.w3.org/2000/svg', 'text');
    t.textContent = text;
    for (const [k, v] of Object.entries({ x: 8, y, 'font-size': size, 'font-weight': weight, 'font-family': root.fontFamily, fill: root.color })) t.setAttribute(k, String(v));
    return t;
  };
  const sheet = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [k, v] of Object.entries({ xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` })) sheet.setAttribute(k, String(v));
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [k, v] of Object.entries({ width: '100%', height: '100%', fill: root.backgroundColor })) paper.setAttribute(k, v);
  copy.setAttribute('y', String(head));
  for (const a of ['class', 'style', 'id', 'role', 'aria-label']) copy.removeAttribute(a);
  sheet.append(paper, said(title, 24, 16, 650), copy, ...notes.map((n, i) => said(n, head + drawn + line * (i + 1) - 4, 12, 400)));
  return { source: new XMLSerializer().serializeToString(sheet), width, height };
}

/** Draws a standalone picture at twice its size. */
export async function toPNG(picture: { source: string; width: number; height: number }): Promise<Blob> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([picture.source], { type: 'image/svg+xml' }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * 2);
    canvas.height = Math.round(picture.height * 2);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((b) => (b ? resolve(b) : reject(new Error('no picture'))), 'image/png'));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A table as CSV with a header, in UTF-8 with the mark that spreadsheets look for. */
export function toCSV(header: string[], rows: (string | number | null)[][]): Blob {
  const cell = (value: string | number | null) => {
    const text = String(value ?? '');
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [header, ...rows].map((row) => row.map(cell).join(','));
  return new Blob([`\ufeff${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' });
}
