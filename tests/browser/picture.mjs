// Pictures as few bytes: reads the PNG files of a browser and of a printer, lays sheets side by side, and writes them
// with at most 256 colours. Of colours that have to share a place the most frequent stands for all, so that grounds
// and letters keep theirs.
import { deflateSync, inflateSync } from "node:zlib";

/** The pixels of a PNG file with eight bits to a colour: `{ width, height, pixels }`, a number 0xRRGGBB each. */
export function read(png) {
  const data = [];
  let width, height, channels;
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const kind = png.toString("latin1", at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (kind === "IHDR") {
      [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
      channels = { 0: 1, 2: 3, 6: 4 }[body[9]];
      if (body[8] !== 8 || !channels || body[12]) throw new Error("a PNG of a kind that is not read here");
    }
    if (kind === "IDAT") data.push(body);
    at += length + 12;
  }
  const lines = inflateSync(Buffer.concat(data));
  const [step, pixels] = [width * channels, new Uint32Array(width * height)];
  let above = new Uint8Array(step);
  for (let y = 0; y < height; y += 1) {
    const filter = lines[y * (step + 1)];
    const line = Uint8Array.from(lines.subarray(y * (step + 1) + 1, (y + 1) * (step + 1)));
    for (let x = 0; x < step; x += 1) {
      const [a, b, c] = [line[x - channels] ?? 0, above[x], above[x - channels] ?? 0];
      const [toA, toB, toC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
      const nearest = toA <= toB && toA <= toC ? a : toB <= toC ? b : c;
      line[x] += [0, a, b, (a + b) >> 1, nearest][filter];
    }
    for (let x = 0; x < width; x += 1) {
      const [red, green, blue] = channels < 3 ? Array(3).fill(line[x]) : line.subarray(x * channels);
      pixels[y * width + x] = (red << 16) | (green << 8) | blue;
    }
    above = line;
  }
  return { width, height, pixels };
}

/** Sheets side by side, on the ground of a desk. */
export function beside(sheets, gap = 16, ground = 0xd8d8d8) {
  const width = sheets.reduce((sum, sheet) => sum + sheet.width + gap, gap);
  const height = Math.max(...sheets.map((sheet) => sheet.height)) + 2 * gap;
  const pixels = new Uint32Array(width * height).fill(ground);
  let left = gap;
  for (const sheet of sheets) {
    for (let y = 0; y < sheet.height; y += 1) {
      const line = sheet.pixels.subarray(y * sheet.width, (y + 1) * sheet.width);
      pixels.set(line, (y + gap) * width + left);
    }
    left += sheet.width + gap;
  }
  return { width, height, pixels };
}

/** For each colour its place among at most 256, and the colours at these places. */
function palette(pixels) {
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const byCount = [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  for (let bits = 0; ; bits += 1) {
    const mask = (0xff << bits) & 0xff;
    const [places, colours, shared] = [new Map(), [], new Map()];
    for (const [colour] of byCount) {
      const rough = colour & ((mask << 16) | (mask << 8) | mask);
      if (!shared.has(rough)) shared.set(rough, colours.push(colour) - 1);
      places.set(colour, shared.get(rough));
    }
    if (colours.length <= 256) return { places, colours };
  }
}

/** The part of a PNG file called `kind`. */
function chunk(kind, body) {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), body]);
  let sum = 0xffffffff;
  for (const byte of named) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  const [head, foot] = [Buffer.alloc(4), Buffer.alloc(4)];
  head.writeUInt32BE(body.length);
  foot.writeUInt32BE(~sum >>> 0);
  return Buffer.concat([head, named, foot]);
}

/** A PNG file of the picture. */
export function write({ width, height, pixels }) {
  const { places, colours } = palette(pixels);
  const lines = Buffer.alloc((width + 1) * height);
  pixels.forEach((colour, at) => {
    lines[at + Math.floor(at / width) + 1] = places.get(colour);
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const table = Buffer.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]));
  const parts = [chunk("IHDR", head), chunk("PLTE", table), chunk("IDAT", deflateSync(lines, { level: 9 })), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}
