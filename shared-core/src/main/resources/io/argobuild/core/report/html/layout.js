/* Argo Build: the graph layout alone. Pure: boxes and links in, coordinates out; no DOM. The Java renderer ports it 1:1
   and both are held to the same recorded coordinates. */
(() => {
'use strict';
/* ---------- layout: layered, compound, deterministic ----------
   Boxes are laid out container by container, from the inside out. In one container: layers by longest path, empty
   places for edges that span layers, order by barycentre sweeps (the fewest crossings win), coordinates by weighted
   isotonic regression towards the neighbours' mean. Only +,-,*,/ on doubles, so Java gives the same numbers. */
const GAP = { main: 40, cross: 16 };
function settle(want, weight, sep) {                 /* min Σ w(x-want)² with x[i+1]-x[i] >= sep[i] */
  const n = want.length, off = [0], blocks = [];
  for (let i = 1; i < n; i++) off[i] = off[i - 1] + sep[i - 1];
  for (let i = 0; i < n; i++) {
    let b = { v: want[i] - off[i], w: weight[i], from: i };
    while (blocks.length && blocks[blocks.length - 1].v > b.v) {
      const a = blocks.pop();
      b = { v: (a.v * a.w + b.v * b.w) / (a.w + b.w), w: a.w + b.w, from: a.from };
    }
    blocks.push(b);
  }
  const x = [];
  blocks.forEach((b, k) => { const to = k + 1 < blocks.length ? blocks[k + 1].from : n; for (let i = b.from; i < to; i++) x[i] = b.v + off[i]; });
  return x;
}
function crossings(upper, lower) {
  const size = lower.length + 1, tree = new Int32Array(size + 1); let sum = 0, seen = 0;
  for (const u of upper) {
    const ends = u.out.map(v => v.pos).sort((a, b) => a - b);
    for (const p of ends) { let le = 0; for (let i = p + 1; i > 0; i -= i & -i) le += tree[i]; sum += seen - le; }
    for (const p of ends) { for (let i = p + 1; i <= size; i += i & -i) tree[i]++; seen++; }
  }
  return sum;
}
function layered(boxes, links, lr, narrow) {
  const main = b => lr ? b.w : b.h, cross = b => lr ? b.h : b.w;
  const put = (b, m, c) => { if (lr) { b.x = m; b.y = c; } else { b.x = c; b.y = m; } };
  const vs = boxes.map((b, i) => ({ b, i, in: [], out: [], layer: 0, size: cross(b) }));
  links.forEach(l => { vs[l[0]].out.push(vs[l[1]]); vs[l[1]].in.push(vs[l[0]]); });
  const alone = vs.filter(v => !v.in.length && !v.out.length), linked = vs.filter(v => v.in.length || v.out.length);
  let total = { m: 0, c: 0 };
  const routes = [];
  if (linked.length) {
    const left = new Map(linked.map(v => [v, v.in.length])), queue = linked.filter(v => !v.in.length);
    for (let q = 0; q < queue.length; q++) for (const t of queue[q].out) {
      t.layer = Math.max(t.layer, queue[q].layer + 1);
      left.set(t, left.get(t) - 1); if (!left.get(t)) queue.push(t);
    }
    for (const v of linked) if (!v.in.length) v.layer = Math.max(0, Math.min(...v.out.map(t => t.layer)) - 1);
    const layers = [];
    const add = v => { (layers[v.layer] = layers[v.layer] || []).push(v); };
    const chains = links.map(l => {
      const a = vs[l[0]], z = vs[l[1]], chain = [a];
      for (let k = a.layer + 1; k < z.layer; k++) chain.push({ layer: k, size: 6, in: [], out: [], dummy: true });
      chain.push(z); return chain;
    });
    linked.forEach(v => { v.in = []; v.out = []; });
    chains.forEach(c => { for (let k = 1; k < c.length; k++) { c[k - 1].out.push(c[k]); c[k].in.push(c[k - 1]); } });
    const seen = new Set(), walk = v0 => { const stack = [v0]; while (stack.length) { const v = stack.pop(); if (seen.has(v)) continue; seen.add(v); add(v);
      for (let k = v.out.length - 1; k >= 0; k--) stack.push(v.out[k]); } };
    queue.filter(v => !v.in.length).forEach(walk); linked.forEach(walk);
    for (let k = 0; k < layers.length; k++) layers[k] = layers[k] || [];
    const index = () => layers.forEach(L => L.forEach((v, i) => { v.pos = i; }));
    const count = () => { let c = 0; for (let k = 1; k < layers.length; k++) c += crossings(layers[k - 1], layers[k]); return c; };
    index();
    let best = count(), keep = layers.map(L => L.slice());
    const sweeps = best === 0 ? 0 : linked.length > 400 ? 8 : 16;
    for (let r = 0, idle = 0; r < sweeps && idle < 5; r++) {
      const down = r % 2 === 0;
      for (let k = down ? 1 : layers.length - 2; down ? k < layers.length : k >= 0; k += down ? 1 : -1) {
        const L = layers[k];
        for (const v of L) { const near = down ? v.in : v.out; let t = 0; for (const u of near) t += u.pos; v.bar = near.length ? t / near.length : v.pos; }
        L.sort((a, b) => a.bar - b.bar || a.pos - b.pos); L.forEach((v, i) => { v.pos = i; });
      }
      const c = count();
      if (c < best) { best = c; keep = layers.map(L => L.slice()); idle = 0; } else idle++;
    }
    keep.forEach((L, k) => { layers[k] = L; }); index();
    for (const L of layers) { let at = 0; for (const v of L) { v.c = at + v.size / 2; at += v.size + GAP.cross; } const mid = (at - GAP.cross) / 2; for (const v of L) v.c -= mid; }
    for (let r = 0; r < 12; r++) {
      const down = r % 2 === 0, both = r >= 8;
      for (let j = 0; j < layers.length; j++) {
        const L = layers[down ? j : layers.length - 1 - j], want = [], weight = [], sep = [];
        L.forEach((v, i) => {
          const near = both ? v.in.concat(v.out) : down ? v.in : v.out; let t = 0, w = 0;
          for (const u of near) { const k = v.dummy && u.dummy ? 8 : v.dummy || u.dummy ? 2 : 1; t += u.c * k; w += k; }
          want[i] = w ? t / w : v.c; weight[i] = v.dummy ? 4 : w ? 1 : .1;
          if (i) sep[i - 1] = L[i - 1].size / 2 + v.size / 2 + (L[i - 1].dummy && v.dummy ? 4 : GAP.cross);
        });
        settle(want, weight, sep).forEach((c, i) => { L[i].c = c; });
      }
    }
    let low = Infinity, high = -Infinity;
    for (const L of layers) for (const v of L) { low = Math.min(low, v.c - v.size / 2); high = Math.max(high, v.c + v.size / 2); }
    const from = [], to = []; let at = 0;
    layers.forEach((L, k) => { const w = Math.max(0, ...L.filter(v => v.b).map(v => main(v.b)));
      let fan = 0; if (k) for (const v of layers[k - 1]) for (const t of v.out) fan = Math.max(fan, Math.abs(t.c - v.c));
      if (k) at += GAP.main + Math.min(64, Math.round(fan / 12)); from[k] = at; to[k] = at + w; at += w; });
    layers.forEach((L, k) => L.forEach(v => { v.c = Math.round(v.c - low); if (v.b) put(v.b, from[k], v.c - Math.floor(v.size / 2)); }));
    links.forEach((l, n) => routes.push({ link: l, stops: chains[n].map(v => ({ c: v.c, from: v.b ? from[v.layer] : from[v.layer], to: v.b ? from[v.layer] + main(v.b) : to[v.layer], edge: to[v.layer] })) }));
    total = { m: at, c: Math.ceil(high - low) };
  }
  if (alone.length) {                                /* no edges: a block, a little wider than high */
    const n = alone.length, per = narrow ? 1 : n <= 5 ? n : Math.ceil(Math.sqrt(n * (lr ? 2.2 : .45)));
    let m = 0, c0 = total.c ? total.c + GAP.cross * 2 : 0, cMax = c0;
    for (let i = 0; i < n; i += per) {
      const col = alone.slice(i, i + per); let c = c0;
      col.forEach(v => { put(v.b, m, c); c += v.size + GAP.cross; });
      cMax = Math.max(cMax, c - GAP.cross); m += Math.max(...col.map(v => main(v.b))) + GAP.cross;
    }
    total = { m: Math.max(total.m, m - GAP.cross), c: cMax };
  }
  return { w: lr ? total.m : total.c, h: lr ? total.c : total.m, routes };
}
function path(stops, lr, dm, dc) {
  const p = (m, c) => lr ? (m + dm) + ' ' + (c + dc) : (c + dc) + ' ' + (m + dm);
  let d = 'M' + p(stops[0].to, stops[0].c), m = stops[0].to;
  for (let i = 1; i < stops.length; i++) {
    const a = stops[i - 1], z = stops[i];
    if (a.edge > m) d += 'L' + p(a.edge, a.c);
    const mid = (a.edge + z.from) / 2;
    d += a.c === z.c ? 'L' + p(z.from, z.c) : 'C' + p(mid, a.c) + ' ' + p(mid, z.c) + ' ' + p(z.from, z.c);
    m = z.from;
    if (i < stops.length - 1) { d += 'L' + p(z.edge, z.c); m = z.edge; }
  }
  return d;
}
(typeof window === 'undefined' ? globalThis : window).ArgoBuildLayout = { layered, path, settle, crossings };
})();
