/* Argo Build: one script for the HTML report (Maven) and the build tab (Jenkins).
   Plain ES2020, no dependency, no inline handler, no style attribute, no innerHTML: runs under a strict CSP.
   Needs layout.js. Sections: 1 basics, 2 model, 3 scene, 4 graph, 5 timeline, 6 table, 7 panel,
   8 summary and other views, 9 dialogs and actions, 10 keys, live data, start. */
(() => {
'use strict';

/* ---------- 1 basics ---------- */
const NS = 'http://www.w3.org/2000/svg';
const fill = (e, attrs, kids) => {
  for (const [k, v] of Object.entries(attrs || {})) {
    if (v === null || v === undefined || v === false) continue;
    if (k === 'on') for (const [ev, fn] of Object.entries(v)) e.addEventListener(ev, fn);
    else e.setAttribute(k, v === true ? '' : v);
  }
  for (const c of kids.flat(9)) if (c !== null && c !== undefined && c !== false) e.append(c);
  return e;
};
const h = (tag, attrs, ...kids) => fill(document.createElement(tag), attrs, kids);
const s = (tag, attrs, ...kids) => fill(document.createElementNS(NS, tag), attrs, kids);
const mu = (...k) => h('span', { class: 'muted' }, k), btn = (cls, click, ...k) => h('button', { type: 'button', class: cls, on: { click } }, k), way = (cls, d) => s('path', { class: cls, d });
const $ = (sel, from = document) => from.querySelector(sel);
const plural = (n, one, many) => n + ' ' + (n === 1 ? one : many || one + 's');
const store = { get: k => { try { return localStorage.getItem(k); } catch (e) { return null; } },
  set: (k, v) => { try { localStorage.setItem(k, v); } catch (e) { /* file: or blocked */ } } };

function time(ms) {
  if (ms === null || ms === undefined || isNaN(ms)) return '–';
  const x = Math.max(0, ms) / 1000;
  if (x < 1) return x === 0 ? '0 s' : x.toFixed(1) + ' s';
  if (x < 60) return Math.round(x) + ' s';
  const t = Math.round(x), m = Math.floor(t / 60) % 60, hh = Math.floor(t / 3600);
  return hh ? hh + ' h ' + String(m).padStart(2, '0') + ' min' : m + ' min' + (t % 60 ? ' ' + t % 60 + ' s' : '');
}
const size = b => b === undefined || b === null ? '' : b < 1024 ? b + ' B' : b < 1048576 ? (b / 1024).toFixed(1) + ' KiB'
  : b < 1073741824 ? (b / 1048576).toFixed(1) + ' MiB' : (b / 1073741824).toFixed(2) + ' GiB';
const clock = t => t ? new Date(t).toISOString().slice(11, 19) : '–';
/* A long name keeps its start and its end: the end tells items and attempts apart. */
const fit = (text, max) => text.length <= max ? text
  : text.slice(0, Math.ceil((max - 1) * .6)) + '…' + text.slice(text.length - Math.floor((max - 1) * .4));

/* Every state has a shape and a mark of its own; colour only repeats it. */
const CIRCLE = 'M8 .6a7.4 7.4 0 1 1 0 14.8A7.4 7.4 0 0 1 8 .6z';
const STATES = {
  Failed: ['M5 .7h6L15.3 5v6L11 15.3H5L.7 11V5z', 'M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6'],
  Error: ['M8 .8 15.7 15H.3z', 'M8 6v4.2M8 12.5v.3'],
  Running: [CIRCLE, 'M6.4 4.8v6.4L11.5 8z'],
  Suspended: ['M3 1h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2z', 'M6 5v6M10 5v6'],
  Pending: [CIRCLE, 'M8 4v4l2.8 1.8'],
  Succeeded: [CIRCLE, 'M4.4 8.3 7 10.9l4.7-5.3'],
  Skipped: [CIRCLE, 'M4.6 5l3 3-3 3M8.6 5l3 3-3 3'],
  Omitted: ['M8 .5 15.5 8 8 15.5.5 8z', 'M5 8h6'],
};
const ORDER = Object.keys(STATES);
const glyphPaths = st => { const g = STATES[st] || STATES.Pending;
  return [s('path', { d: g[0], class: 'shape' }), s('path', { d: g[1], class: 'mark' })]; };
const glyph = (st, px = 16) => s('svg', { class: 'glyph st-' + st, width: px, height: px, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, glyphPaths(st));
const bad = n => n.state === 'Failed' || n.state === 'Error';
const active = n => n.state === 'Running' || n.state === 'Suspended' || n.state === 'Pending';

/* ---------- 2 model: index the view-model, derive what the views share ---------- */
function prepare(raw) {
  const m = Object.assign({}, raw), by = new Map();
  const at = t => t ? Date.parse(t) : null;
  m.now = at(m.generatedAt) || Date.now();
  m.list = (raw.nodes || []).map(r => Object.assign({}, r, { kids: [], pred: [], succ: [] }));
  m.list.forEach(n => by.set(n.id, n));
  m.by = by;
  for (const n of m.list) {
    n.up = n.parent && by.get(n.parent) || null;
    if (n.up) n.up.kids.push(n);
    n.label = n.label || n.name;
    n.state = n.type === 'Suspend' && n.phase === 'Running' ? 'Suspended' : n.phase || 'Pending';
    n.t0 = at(n.created) || at(n.started); n.ts = at(n.started); n.t1 = at(n.finished);
    n.artifacts = n.artifacts || [];
  }
  for (const n of m.list) for (const id of n.next || []) { const c = by.get(id); if (c) { n.succ.push(c); c.pred.push(n); } }
  m.named = {}; m.list.forEach(n => { m.named[n.label] = (m.named[n.label] || 0) + 1; });
  m.tops = m.list.filter(n => !n.up);
  const leavesOf = n => n.kids.length ? n.kids.flatMap(leavesOf) : [n];
  for (const n of m.list) {
    n.leaves = leavesOf(n);
    n.attempts = n.type === 'Retry' ? n.kids.filter(k => k.role === 'attempt') : [];
    n.ended = n.t1 || (n.t0 && active(n) ? m.now : n.t1);
    n.took = n.t0 === null ? null : (n.ended || n.t0) - n.t0;
    if (n.state === 'Skipped' || n.state === 'Omitted') n.took = null;
    n.waited = n.kids.length || n.t0 === null ? null : n.ts ? n.ts - n.t0 : n.state === 'Pending' ? m.now - n.t0 : null;
    n.exit = n.exitCode;
  }
  for (const n of m.list) {                        /* a Retry speaks with its last attempt's voice */
    n.last = n.attempts[n.attempts.length - 1];
    if (n.last && n.exit === undefined && !n.last.kids.length) n.exit = n.last.exit;
  }
  m.units = m.list.filter(n => !n.kids.length && n.role !== 'attempt' || n.attempts.length && !n.kids.some(k => k.kids.length));
  m.causes = m.list.filter(n => bad(n) && !n.kids.some(bad) && !ancestors(n).some(a => a.type === 'Retry' && !bad(a)));
  m.causes = [...new Set(m.causes.map(n => n.role === 'attempt' ? n.up : n))]
    .concat(m.list.filter(n => n.type === 'Retry' && bad(n) && !n.kids.some(bad)))
    .filter((n, i, a) => a.indexOf(n) === i).sort((a, b) => (a.ended || 0) - (b.ended || 0));
  m.counts = {};
  m.units.forEach(n => { m.counts[n.state] = (m.counts[n.state] || 0) + 1; });
  m.artifacts = m.list.flatMap(n => n.artifacts.map(a => Object.assign({ node: n }, a)));
  m.t0 = at(m.run.started) || Math.min(...m.list.map(n => n.t0 || Infinity));
  m.t1 = at(m.run.finished) || Math.max(m.final ? 0 : m.now, ...m.list.map(n => n.ended || 0));
  m.took = m.t1 - m.t0;
  return m;
}
function ancestors(n) { const r = []; for (let a = n.up; a; a = a.up) r.push(a); return r; }
const voice = n => n.last && !n.last.kids.length ? n.last : n;          /* whose log and message to show */
const why = n => { const v = voice(n); return n.waiting ? n.waiting.text : v.message && v !== n && n.message && v.message !== n.message
  ? v.message + ' · ' + n.message : v.message || n.message || ''; };
const spoken = n => [n.label, n.type === 'Loop' || n.type === 'TaskGroup' ? 'loop of ' + plural(n.kids.length, 'item') : n.type, n.state,
  n.attempts.length > 1 ? plural(n.attempts.length, 'attempt') : '', n.exit !== undefined && n.exit !== null ? 'exit code ' + n.exit : '',
  n.took !== null ? time(n.took) : '', why(n)].filter(Boolean).join(', ');

/* ---------- 3 scene: which boxes exist (cards, stacks, strips, frames) and the edges lifted between them ---------- */
const { layered, path } = window.ArgoBuildLayout, CARD = { w: 204, h: 50 }, PAD = 14, HEAD = 28;
const CELL = 9, PER = 30, MAXCELLS = 600;
const isLoop = n => n.type === 'Loop' || n.type === 'TaskGroup';
const simple = n => !n.kids.length || n.attempts.length > 0 && !n.kids.some(k => k.kids.length);
function kindOf(n, ui) {
  if (!n.kids.length) return 'card';
  if (n.type === 'Retry' && simple(n)) return 'retry';
  if (isLoop(n) && n.kids.length > 8 && n.kids.every(simple) && !ui.open.has(n.id)) return 'strip';
  return ui.closed.has(n.id) ? 'group' : 'frame';
}
function scene(m, ui) {
  const lr = ui.lr, boxes = [], edges = [], shown = new Map();
  const links = new Map();                           /* container -> lifted edges between its direct children */
  const hidden = new Map();
  const top = n => { if (hidden.has(n)) return hidden.get(n); let r = n; for (const a of ancestors(n)) if (kindOf(a, ui) !== 'frame') r = a; hidden.set(n, r); return r; };
  for (const a of m.list) for (const z of a.succ) {
    const va = top(a), vz = top(z); if (va === vz) continue;
    const ca = [va, ...ancestors(va)], cz = [vz, ...ancestors(vz)];
    let i = ca.length - 1, j = cz.length - 1;
    while (i >= 0 && j >= 0 && ca[i] === cz[j]) { i--; j--; }
    if (i < 0 || j < 0) continue;
    const key = ca[i].up ? ca[i].up.id : '', map = links.get(key) || links.set(key, new Map()).get(key), id = ca[i].id + '>' + cz[j].id;
    const e = map.get(id) || map.set(id, { a: ca[i], z: cz[j], crit: false, hook: z.role === 'hook' || z.role === 'exit', off: true }).get(id);
    if (a.critical && z.critical) e.crit = true;
    if (z.state !== 'Omitted' && z.state !== 'Skipped') e.off = false;
  }
  const inside = (kids, id, frame) => {
    const bs = kids.map(make), at = new Map(kids.map((k, i) => [k, i]));
    const es = [...(links.get(id) || new Map()).values()].filter(e => at.has(e.a) && at.has(e.z));
    const out = layered(bs, es.map(e => [at.get(e.a), at.get(e.z), e]), lr, ui.narrow);
    return { bs, out, frame };
  };
  function make(n) {
    const kind = kindOf(n, ui), b = { n, kind, w: CARD.w, h: CARD.h };
    shown.set(n, b);
    if (kind === 'retry') b.h = 66;
    if (kind === 'group') b.h = 62;
    if (kind === 'strip') { const c = Math.min(MAXCELLS, n.kids.length), per = Math.min(PER, Math.max(18, c)); b.per = per; b.w = Math.max(CARD.w, per * CELL + 2 * PAD); b.h = 74 + Math.ceil(c / per) * CELL; }
    if (kind === 'frame') {
      const bare = n.type === 'StepGroup' && n.kids.length === 1;
      b.bare = bare; b.pad = bare ? 0 : n.type === 'StepGroup' ? 10 : PAD; b.head = bare || n.type === 'StepGroup' ? 0 : HEAD;
      b.inner = inside(n.kids, n.id, b);
      b.w = Math.max(b.inner.out.w + 2 * b.pad, b.head ? 150 : 0); b.h = b.inner.out.h + 2 * b.pad + b.head;
    }
    return b;
  }
  const flatten = (inner, dx, dy) => {
    for (const b of inner.bs) { b.x += dx; b.y += dy; boxes.push(b); if (b.inner) flatten(b.inner, b.x + b.pad, b.y + b.pad + b.head); }
    for (const r of inner.out.routes) {
      const e = r.link[2], z = shown.get(e.z);
      const st = r.stops, last = st[st.length - 1];
      edges.push(Object.assign({ d: path(st, lr, lr ? dx : dy, lr ? dy : dx), tip: lr ? [last.from + dx, last.c + dy] : [last.c + dx, last.from + dy], bare: z.bare }, e));
    }
  };
  const root = inside(m.tops, '', null); flatten(root, 0, 0);
  return { boxes, edges, w: root.out.w, h: root.out.h, shown, top };
}

/* ---------- 4 graph ---------- */
const ui = { view: 'graph', auto: true, sel: null, closed: new Set(), open: new Set(), lr: true, query: '', state: '', sort: 'start', desc: false, groups: false, k: 1, x: 0, y: 0 };
let M = null, root, svg, pan, SC = null, cards = new Map(), fitted = true;

function autoCollapse(m) {                           /* finished groups close first, the biggest first, until 160 boxes are left */
  ui.closed.clear();
  const groups = m.list.filter(n => n.kids.length && n.type !== 'StepGroup' && n.up && kindOf(n, ui) === 'frame');
  let seen = m.list.filter(n => !ancestors(n).some(a => kindOf(a, ui) !== 'frame')).length;
  for (const n of groups.sort((a, b) => b.leaves.length - a.leaves.length)) {
    if (seen <= 160) break;
    if (n.leaves.some(l => bad(l) || active(l))) continue;
    seen -= n.leaves.length; ui.closed.add(n.id);
  }
}
const hit = n => (!ui.query || (n.name + ' ' + n.label + ' ' + (n.message || '') + ' ' + n.type + ' ' + (n.template || '')).toLowerCase().includes(ui.query)) && (!ui.state || n.state === ui.state || ui.state === 'Failed' && n.state === 'Error');
const hitDeep = n => hit(n) || n.kids.some(hitDeep);

function drawGraph() {
  const box = $('#view-graph'); if (!box) return;
  const t = performance.now();
  SC = scene(M, ui); cards = new Map();
  const room = box.clientWidth || 900;
  if (ui.auto && M.list.length < 300) {              /* first look: the direction that shows the graph bigger */
    const scale = c => Math.min((room - 32) / c.w, 620 / c.h, 1.1), was = SC; ui.lr = !ui.lr; SC = scene(M, ui);
    if (scale(SC) < scale(was) * 1.15) { ui.lr = !ui.lr; SC = was; }
  }
  ui.auto = false;
  if (fitted) $('.canvas', box).style.minHeight = Math.round(Math.max(280, Math.min(Math.max(420, innerHeight * .66), SC.h * Math.min(1.1, (room - 32) / SC.w) + 100))) + 'px';
  const tLayout = performance.now() - t;
  const gE = s('g', { class: 'edges', 'aria-hidden': 'true' }), gF = s('g', { 'aria-hidden': 'true' }), gB = s('g', { role: 'list', 'aria-label': 'Nodes of ' + M.run.name });
  const paths = {}, tips = {};
  for (const e of SC.edges) {
    const c = (e.off ? 'off' : e.crit ? 'crit' : '') + (e.hook ? ' hook' : ''), [x, y] = e.tip;
    paths[c] = (paths[c] || '') + e.d;
    tips[c] = (tips[c] || '') + (ui.lr ? `M${x} ${y}l-7-4v8z` : `M${x} ${y}l-4-7h8z`);
  }
  for (const c of Object.keys(paths).sort()) gE.append(way('edge ' + c, paths[c]), way('tip ' + c, tips[c]));
  for (const b of SC.boxes) (b.kind === 'frame' ? gF : null) && !b.bare && gF.append(s('rect', { class: 'frame t-' + b.n.type + ' st-' + b.n.state, x: b.x, y: b.y, width: b.w, height: b.h, rx: 10 }));
  for (const b of SC.boxes) { const g = drawBox(b); if (g) { gB.append(g); cards.set(b.n, g.matches('.stop') ? g : $('.stop', g)); } }
  const live = s('path', { class: 'edge picked', id: 'picked' });
  pan = s('g', { class: 'pan' }, gF, gE, live, gB);
  svg = s('svg', { class: 'graph', role: 'group', 'aria-label': 'Graph, ' + plural(SC.boxes.length, 'box', 'boxes') + '. Arrow keys follow the edges, Enter opens a node.' },
    s('defs', {}, s('pattern', { id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, s('rect', { width: 2.4, height: 6, class: 'hatchline' }))), pan);
  const old = $('svg.graph', box); if (old) old.replaceWith(svg); else $('.canvas', box).prepend(svg);
  svg.addEventListener('click', e => {
    const el = e.target.closest('[data-id]'); if (!el || dragged) return;
    const n = M.by.get(el.getAttribute('data-id'));
    if (el.hasAttribute('data-fold')) fold(n); else select(n, true);
  });
  svg.addEventListener('keydown', graphKey);
  wirePan(svg);
  if (fitted) fitView(); else applyView();
  mini(); mark(); stopAt();
  root.setAttribute('data-across', ui.lr); root.setAttribute('data-layout-ms', tLayout.toFixed(1)); root.setAttribute('data-graph-ms', (performance.now() - t).toFixed(1));
}
const words = (...k) => s('g', { class: 'words', 'aria-hidden': 'true' }, k);
const txt = (x, y, cls, text, more) => s('text', Object.assign({ x, y, class: cls }, more), text);
function drawBox(b) {
  const { n, x, y, w, h: hh, kind } = b, st = 'st-' + n.state, id = n.id;
  if (b.bare) return null;
  const aria = { class: `stop g-${kind} ${st}${n.critical ? ' crit' : ''}${n.role === 'hook' || n.role === 'exit' ? ' hooked' : ''}`, 'data-id': id, role: 'button', tabindex: -1, 'aria-label': spoken(n) + (kind === 'group' || kind === 'strip' ? ', collapsed' : '') };
  const g = s('g', { transform: `translate(${x} ${y})`, class: 'item k-' + kind, role: 'listitem' });
  const fold = mode => s('g', { class: 'fold', 'data-id': id, 'data-fold': 1, transform: `translate(${w - 24} 5)`, 'aria-hidden': 'true' }, s('title', {}, mode === '+' ? 'Expand' : 'Collapse'), s('rect', { width: 20, height: 20, rx: 5 }),
    s('path', { d: mode === '+' ? 'M5 10h10M10 5v10' : 'M5 10h10' }));
  const title = s('title', {}, n.name + '\n' + spoken(n));
  if (kind === 'frame') {
    if (n.type === 'StepGroup') return null;
    const a = s('g', aria, title, s('rect', { class: 'headbox', width: w, height: HEAD, rx: 10 }), s('g', { class: 'glyph ' + st, transform: 'translate(9 7) scale(.9)' }, glyphPaths(n.state)));
    return fill(g, {}, [a, words(txt(30, 19, 'name', fit(n.label, Math.max(6, Math.floor((w - 70) / 7.4)))), w > 210 + n.label.length * 7 ? txt(w - 32, 19, 'meta', n.type + (n.took !== null ? ' · ' + time(n.took) : ''), { 'text-anchor': 'end' }) : null), fold('-')]);
  }
  const body = [title];
  if (n.attempts.length > 1) body.push(s('rect', { class: 'back', x: 8, y: 8, width: w - 8, height: hh - 3, rx: 8 }), s('rect', { class: 'back', x: 4, y: 4, width: w - 4, height: hh - 1.5, rx: 8 }));
  const cw = n.attempts.length > 1 ? w - 4 : w;
  const exit = n.exit !== undefined && n.exit !== null && String(n.exit) !== '0' ? 'exit ' + n.exit : '';
  const meta = [n.waiting ? n.waiting.short || n.waiting.text : '', exit, n.state === 'Omitted' || n.state === 'Skipped' ? n.state.toLowerCase() : '', n.took !== null && !n.waiting ? time(n.took) : '', kind === 'strip' ? plural(n.kids.length, 'item') : '', kind === 'group' ? plural(n.leaves.length, 'node') : ''].filter(Boolean).join(' · ');
  body.push(s('rect', { class: 'box', width: cw, height: hh, rx: 8 }), way('bar', `M0 8q0-5 5-7.4v${hh - 1.2}q-5-2.4-5-7.4z`),
    s('g', { class: 'glyph ' + st, transform: 'translate(15 10)' }, glyphPaths(n.state)));
  const extra = [words(txt(39, 21, 'name', fit((n.role === 'hook' || n.role === 'exit' ? '↪ ' : '') + n.label, Math.floor((cw - 46 - (kind === 'group' || kind === 'strip' ? 24 : 0)) / 7.7))), txt(39, 38, 'meta', fit(meta, Math.floor((cw - 46) / 6.5))))];
  if (bad(n) || active(n)) body.push(s('path', { class: 'far-mark', d: bad(n) ? `M${cw / 2 - 14} ${hh / 2 - 14}l28 28m0-28l-28 28` : `M${cw / 2 - 9} ${hh / 2 - 13}l22 13-22 13z` }));
  const a = s('g', aria, body);
  if (kind === 'retry') {
    const shown = n.attempts.slice(-11);
    extra.push(s('g', { transform: `translate(39 ${hh - 21})`, 'aria-hidden': 'true' },
      n.attempts.length > shown.length ? txt(-22, 12, 'meta', '+' + (n.attempts.length - shown.length)) : null,
      shown.map((k, i) => s('g', { class: 'glyph pip st-' + k.state, 'data-id': k.id, transform: `translate(${i * 14} 1.5) scale(.72)` }, s('title', {}, spoken(k)), glyphPaths(k.state)))));
  }
  if (kind === 'strip') {
    const per = b.per, nn = n.kids.length, cells = Math.min(MAXCELLS, nn), parts = {}, gx = s('g', { transform: `translate(${PAD} 48)`, 'aria-hidden': 'true' });
    for (let i = 0; i < cells; i++) {                /* more than 600 items: a cell shows the worst of its share */
      const share = n.kids.slice(Math.floor(i * nn / cells), Math.floor((i + 1) * nn / cells)), k = share.reduce((p, q) => ORDER.indexOf(q.state) < ORDER.indexOf(p.state) ? q : p);
      gx.append(s('rect', { class: 'cell st-' + k.state, 'data-id': k.id, x: (i % per) * CELL + .5, y: Math.floor(i / per) * CELL + .5, width: CELL - 1.5, height: CELL - 1.5, rx: 1.5 }, s('title', {}, k.label + ', ' + k.state)));
      const px = (i % per) * CELL, py = Math.floor(i / per) * CELL;
      if (bad(k)) parts.x = (parts.x || '') + `M${px + 2.2} ${py + 2.2}l4 4m0-4l-4 4`;
      else if (k.state === 'Running') parts.r = (parts.r || '') + `M${px + 3} ${py + 2.2}v4l3.4-2z`;
    }
    if (parts.x) gx.append(way('cellmark', parts.x));
    if (parts.r) gx.append(way('cellmark solid', parts.r));
    extra.push(gx, words(txt(PAD, hh - 8, 'meta', countText(n))), fold('+'));
  }
  if (kind === 'group') extra.push(words(txt(39, 54, 'meta', fit(countText(n), 26))), fold('+'));
  return fill(g, {}, [a, extra]);
}
function countText(n) {
  const c = {}; (isLoop(n) ? n.kids : n.leaves).forEach(k => { c[k.state] = (c[k.state] || 0) + 1; });
  return ORDER.filter(o => c[o]).map(o => c[o] + ' ' + o.toLowerCase()).join(', ');
}
function fold(n) {
  if (!n || !n.kids.length) return;
  const kind = kindOf(n, ui);
  if (kind === 'strip') { ui.open.add(n.id); ui.closed.delete(n.id); } else if (kind === 'group') ui.closed.delete(n.id);
  else if (ui.open.has(n.id)) ui.open.delete(n.id); else if (kind === 'frame') ui.closed.add(n.id);
  drawGraph(); say(n.label + (kind === 'frame' ? ' collapsed' : ' expanded')); focusCard(n);
}
function canvasSize() { const r = svg.getBoundingClientRect(); return [r.width || 800, r.height || 500]; }
function fitView() {
  const [W, H] = canvasSize(); fitted = true;
  let k = Math.min((W - 32) / SC.w, (H - 32) / SC.h, 1.1);
  const tall = !ui.lr && (W - 24) / SC.w > k && (W - 24) / SC.w <= 1.2;
  if (tall) k = Math.min(1, Math.max(k, Math.min((W - 24) / SC.w, .9)));
  ui.k = Math.max(k, .03); ui.x = (W - SC.w * ui.k) / 2; ui.y = tall ? 12 : Math.max(14, (H - SC.h * ui.k) / 2);
  applyView();
}
function applyView() {
  pan.setAttribute('transform', `translate(${ui.x.toFixed(1)} ${ui.y.toFixed(1)}) scale(${ui.k.toFixed(4)})`);
  svg.classList.toggle('far', ui.k < .4);
  const v = $('#mini .port'); if (v && $('#mini').dataset.k) {
    const [W, H] = canvasSize(), k = +$('#mini').dataset.k;
    v.setAttribute('x', -ui.x / ui.k * k); v.setAttribute('y', -ui.y / ui.k * k); v.setAttribute('width', W / ui.k * k); v.setAttribute('height', H / ui.k * k);
  }
}
function zoom(f, cx, cy) {
  const [W, H] = canvasSize(); cx = cx === undefined ? W / 2 : cx; cy = cy === undefined ? H / 2 : cy;
  const k = Math.min(2.5, Math.max(.03, ui.k * f)); ui.x = cx - (cx - ui.x) * k / ui.k; ui.y = cy - (cy - ui.y) * k / ui.k; ui.k = k; fitted = false; applyView();
}
function bring(n, close) {
  const b = SC.shown.get(SC.top(n)); if (!b || !svg) return;
  const [W, H] = canvasSize();
  if (close && ui.k < .6) { ui.k = .85; fitted = false; }
  const x = b.x * ui.k + ui.x, y = b.y * ui.k + ui.y;
  if (close || x < 0 || y < 0 || x + b.w * ui.k > W || y + Math.min(b.h, 60) * ui.k > H) { ui.x = W / 2 - (b.x + b.w / 2) * ui.k; ui.y = H / 2 - (b.y + Math.min(b.h, H / ui.k) / 2) * ui.k; if (close) fitted = false; }
  applyView();
}
let dragged = false;
function wirePan(el) {
  let start = null; const fingers = new Map();
  el.addEventListener('pointerdown', e => { fingers.set(e.pointerId, e); start = { x: e.clientX - ui.x, y: e.clientY - ui.y, px: e.clientX, py: e.clientY }; dragged = false; });
  el.addEventListener('pointermove', e => {
    if (!fingers.has(e.pointerId)) return;
    if (fingers.size === 2) {
      const before = [...fingers.values()], d0 = Math.hypot(before[0].clientX - before[1].clientX, before[0].clientY - before[1].clientY);
      fingers.set(e.pointerId, e); const a = [...fingers.values()], d1 = Math.hypot(a[0].clientX - a[1].clientX, a[0].clientY - a[1].clientY);
      const r = el.getBoundingClientRect(); dragged = true; zoom(d1 / (d0 || 1), (a[0].clientX + a[1].clientX) / 2 - r.left, (a[0].clientY + a[1].clientY) / 2 - r.top); return;
    }
    if (!dragged && Math.hypot(e.clientX - start.px, e.clientY - start.py) > 4) { dragged = true; el.setPointerCapture(e.pointerId); }
    if (dragged) { ui.x = e.clientX - start.x; ui.y = e.clientY - start.y; fitted = false; applyView(); }
  });
  const end = e => { fingers.delete(e.pointerId); setTimeout(() => { dragged = false; }, 0); };
  el.addEventListener('pointerup', end); el.addEventListener('pointercancel', end);
  el.addEventListener('wheel', e => {                /* the plain wheel scrolls the page; with Ctrl or a pinch it zooms */
    if (!e.ctrlKey && !e.metaKey) return;
    e.preventDefault(); const r = el.getBoundingClientRect(); zoom(Math.exp(-e.deltaY / 300), e.clientX - r.left, e.clientY - r.top);
  }, { passive: false });
}
function mini() {
  const box = $('#mini'), [W, H] = canvasSize(), need = Math.min(W / SC.w, H / SC.h) < .6 && W > 600;
  box.toggleAttribute('hidden', !need); box.replaceChildren(); if (!need) return;
  const k = Math.min(170 / SC.w, 110 / SC.h), parts = {};
  for (const b of SC.boxes) if (b.kind !== 'frame') parts[b.n.state] = (parts[b.n.state] || '') + `M${(b.x * k).toFixed(1)} ${(b.y * k).toFixed(1)}h${Math.max(1.5, b.w * k).toFixed(1)}v${Math.max(1.5, b.h * k).toFixed(1)}h-${Math.max(1.5, b.w * k).toFixed(1)}z`;
  const w = SC.w * k, hh = SC.h * k; box.dataset.k = k;
  const sv = s('svg', { width: w, height: hh, viewBox: `0 0 ${w} ${hh}`, 'aria-hidden': 'true' }, ORDER.slice().reverse().filter(o => parts[o]).map(o => s('path', { class: 'dot st-' + o, d: parts[o] })), s('rect', { class: 'port' }));
  sv.addEventListener('pointerdown', e => { const r = sv.getBoundingClientRect(); ui.x = W / 2 - (e.clientX - r.left) / k * ui.k; ui.y = H / 2 - (e.clientY - r.top) / k * ui.k; fitted = false; applyView(); });
  box.append(sv); applyView();
}
function mark() {                                    /* selection and search, without a new layout */
  if (!SC || !svg) return;
  const picked = ui.sel && SC.top(ui.sel), dim = ui.query || ui.state;
  let d = ''; if (picked) for (const e of SC.edges) if (e.a === picked || e.z === picked) d += e.d;
  $('#picked', svg).setAttribute('d', d);
  for (const [n, g] of cards) { g.classList.toggle('sel', n === picked); g.setAttribute('aria-pressed', n === picked); g.parentNode.classList.toggle('dim', !!dim && !hitDeep(n)); }
}
function stopAt(n) {                                 /* one tab stop in the graph */
  const target = n && cards.get(SC.top(n)) || ui.sel && cards.get(SC.top(ui.sel)) || M.causes[0] && cards.get(SC.top(M.causes[0])) || cards.values().next().value;
  cards.forEach(g => g.setAttribute('tabindex', -1)); if (target) target.setAttribute('tabindex', 0); return target;
}
function focusCard(n) { const g = n && stopAt(n); if (g) { g.focus({ preventScroll: true }); bring(n); } }
function graphKey(e) {
  const id = e.target.getAttribute && e.target.getAttribute('data-id'), n = id && M.by.get(id); if (!n || e.ctrlKey || e.metaKey || e.altKey) return;
  const b = SC.shown.get(n), near = (list) => list.sort((p, q) => Math.abs(mid(p)[ui.lr ? 1 : 0] - mid(b)[ui.lr ? 1 : 0]) - Math.abs(mid(q)[ui.lr ? 1 : 0] - mid(b)[ui.lr ? 1 : 0]))[0];
  const mid = p => [p.x + p.w / 2, p.y + p.h / 2], all = [...cards.keys()].map(k => SC.shown.get(k));
  const inner = x => { while (x && !cards.has(x)) x = x.kids[0]; return x; };
  const fwd = ui.lr ? 'ArrowRight' : 'ArrowDown', back = ui.lr ? 'ArrowLeft' : 'ArrowUp', nextS = ui.lr ? 'ArrowDown' : 'ArrowRight', prevS = ui.lr ? 'ArrowUp' : 'ArrowLeft';
  let to = null;
  if (e.key === fwd) { to = near(SC.edges.filter(x => x.a === n).map(x => SC.shown.get(inner(x.z))).filter(Boolean)) || b.kind === 'frame' && SC.shown.get(inner(n.kids[0]))
    || ancestors(n).map(a => near(SC.edges.filter(x => x.a === a).map(x => SC.shown.get(inner(x.z))).filter(Boolean))).find(Boolean); }
  else if (e.key === back) { to = near(SC.edges.filter(x => x.z === n).map(x => SC.shown.get(inner(x.a))).filter(Boolean)) || ancestors(n).filter(a => cards.has(a)).map(a => SC.shown.get(a))[0]; }
  else if (e.key === nextS || e.key === prevS) {
    const ax = ui.lr ? 1 : 0, sgn = e.key === nextS ? 1 : -1, me = mid(b);
    to = all.filter(p => p !== b && !ancestors(n).includes(p.n) && (mid(p)[ax] - me[ax]) * sgn > 1).sort((p, q) => score(p) - score(q))[0];
    function score(p) { const c = mid(p); return Math.abs(c[ax] - me[ax]) + 3 * Math.abs(c[1 - ax] - me[1 - ax]); }
  } else if (e.key === 'Enter') { select(n, true); e.preventDefault(); return; }
  else if (e.key === ' ') { fold(n); e.preventDefault(); return; }
  else return;
  e.preventDefault(); if (to) focusCard(to.n);
}

/* ---------- 5 timeline ---------- */
function rows() {
  const out = [];
  const visit = (n, depth) => {
    const k = { n, depth };
    if (isLoop(n) && n.kids.length > 8 && n.kids.every(simple)) k.lanes = lanes(n.kids);
    if (!(n.type === 'StepGroup' && n.kids.length === 1)) out.push(k); else depth--;
    if (!k.lanes && !(n.attempts.length && simple(n))) n.kids.slice().sort((a, b) => (a.t0 || 1e15) - (b.t0 || 1e15)).forEach(c => visit(c, depth + 1));
  };
  M.tops.forEach(n => visit(n, 0)); return out.filter(r => !(ui.query || ui.state) || hitDeep(r.n));
}
function lanes(items) {
  const ends = []; let set = [];
  items.slice().sort((a, b) => (a.t0 || 0) - (b.t0 || 0)).forEach(n => {
    let i = ends.findIndex(t => t <= n.t0); if (i < 0) i = ends.length;
    ends[i] = n.ended || n.t0; set.push([n, i]);
  });
  return { set, count: ends.length };
}
function drawTimeline() {
  const box = $('#view-timeline .body'), W = Math.max(320, box.clientWidth || 900), LAB = W < 600 ? 118 : 250, RIGHT = W < 600 ? 14 : 76, span = Math.max(1000, M.took), X = t => LAB + (t - M.t0) / span * (W - LAB - RIGHT);
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 86400].map(x => x * 1000).find(x => span / x <= (W < 600 ? 4 : 9)) || 86400000;
  const list = rows(); let y = 26; const grid = [], body = [];
  for (const r of list) { r.h = r.lanes ? Math.max(24, 10 + Math.min(r.lanes.count, 40) * 4) : 24; r.y = y; y += r.h; }
  for (let t = 0; t <= span; t += step) { const x = X(M.t0 + t).toFixed(1); grid.push(way('grid', `M${x} 22V${y}`), txt(x, 15, 'meta', time(t), { 'text-anchor': t ? 'middle' : 'start' })); }
  const bar = (n, yy, hh) => {
    if (n.t0 === null || n.state === 'Skipped' || n.state === 'Omitted') return [];
    const a = X(n.t0), b = n.ts ? X(n.ts) : n.state === 'Pending' ? X(M.now) : a, c = X(n.ended || n.t0), px = hh > 8;
    return [b - a > .4 ? s('rect', { class: px ? 'wait' : 'wait thin', x: a.toFixed(1), y: yy + (px ? 3 : 0), width: Math.max(1, b - a).toFixed(1), height: px ? hh - 6 : hh }) : null,
      n.state === 'Pending' ? null : s('rect', { class: 'run st-' + n.state, x: b.toFixed(1), y: yy, width: Math.max(2, c - b).toFixed(1), height: hh, rx: px ? 3 : 1 }),
      px && bad(n) && c - b > 12 ? way('cellmark', `M${((b + c) / 2 - 3).toFixed(1)} ${yy + hh / 2 - 3}l6 6m0-6l-6 6`) : null];
  };
  for (const r of list) {
    const n = r.n, mid = r.y + 4, simpleRetry = n.attempts.length && simple(n);
    const g = s('g', {}), hit = s('g', { class: 'row stop' + (n.critical ? ' crit' : ''), role: 'button', tabindex: -1, 'data-id': n.id, 'aria-label': spoken(n) + (n.waited ? ', waited ' + time(n.waited) : '') + (n.critical ? ', on the critical path' : '') },
      s('title', {}, n.name + '\n' + spoken(n)), s('rect', { class: 'rowbg', x: 0, y: r.y, width: W, height: r.h }));
    g.append(hit, s('g', { class: 'glyph st-' + n.state, transform: `translate(${6 + Math.min(r.depth, 6) * (W < 600 ? 5 : 14)} ${r.y + 5}) scale(.85)` }, glyphPaths(n.state)),
      txt(25 + Math.min(r.depth, 6) * (W < 600 ? 5 : 14), r.y + 16, 'name', fit(n.label, Math.max(5, Math.floor((LAB - 32 - Math.min(r.depth, 6) * (W < 600 ? 5 : 14)) / 7)))));
    if (r.lanes) r.lanes.set.forEach(([k, i]) => { if (i < 40) g.append(...bar(k, r.y + 5 + i * 4, 3).filter(Boolean)); });
    else if (simpleRetry) {
      if (n.t0 && n.ended) g.append(way('backoff', `M${X(n.t0).toFixed(1)} ${mid + 8}H${X(n.ended).toFixed(1)}`));
      n.attempts.forEach(k => g.append(...bar(k, mid, 16).filter(Boolean)));
    } else if (n.kids.length) { if (n.t0) { const a = X(n.t0).toFixed(1), c = Math.max(+a + 2, X(n.ended || n.t0)).toFixed(1); g.append(s('path', { class: 'span st-' + n.state, d: `M${a} ${mid + 13}V${mid + 6}H${c}V${mid + 13}` })); } }
    else g.append(...bar(n, mid, 16).filter(Boolean));
    if (n.critical && n.t0 && !n.kids.some(k => k.critical && k.role !== 'attempt')) g.append(way('critline', `M${X(n.t0).toFixed(1)} ${r.y + r.h - 2}H${Math.max(X(n.t0) + 3, X(n.ended)).toFixed(1)}`));
    if (n.took !== null && W >= 600) { const e = X(n.ended || n.t0); g.append(txt((e + 6).toFixed(1), r.y + 16, 'meta', time(n.took))); }
    body.push(g);
  }
  const now = M.final ? null : way('now', `M${X(M.now).toFixed(1)} 20V${y}`);
  const el = s('svg', { class: 'gantt', width: W, height: y + 8, viewBox: `0 0 ${W} ${y + 8}`, role: 'group', 'aria-label': 'Timeline, ' + plural(list.length, 'row') }, grid, body, now);
  box.replaceChildren(el); const st = [...el.querySelectorAll('.stop')]; if (st[0]) st[0].setAttribute('tabindex', 0);
  el.addEventListener('click', e => { const g = e.target.closest('[data-id]'); if (g) select(M.by.get(g.getAttribute('data-id')), true); });
  el.addEventListener('keydown', e => rove(e, st));
}
function rove(e, st) {
  const i = st.indexOf(e.target.closest('.stop')); if (i < 0) return;
  const j = e.key === 'ArrowDown' ? i + 1 : e.key === 'ArrowUp' ? i - 1 : e.key === 'Home' ? 0 : e.key === 'End' ? st.length - 1 : -2;
  if (j > -2) { e.preventDefault(); const t = st[Math.max(0, Math.min(st.length - 1, j))]; st[i].setAttribute('tabindex', -1); t.setAttribute('tabindex', 0); t.focus(); }
  else if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); select(M.by.get(st[i].getAttribute('data-id')), true); }
}

/* ---------- 6 table ---------- */
const COLS = [['state', 'Phase', n => ORDER.indexOf(n.state)], ['name', 'Node', n => n.name], ['type', 'Type', n => n.type], ['start', 'Start', n => n.t0 || 1e15], ['waited', 'Waited', n => n.waited || -1], ['took', 'Took', n => n.took === null ? -1 : n.took], ['tries', 'Tries', n => n.attempts.length || 1], ['exit', 'Exit', n => n.exit === undefined ? -1 : +n.exit], ['why', 'Message', n => why(n)]];
function drawTable() {
  const box = $('#view-table .body'), key = COLS.find(c => c[0] === ui.sort)[2];
  const list = M.list.filter(n => hit(n) && (ui.groups || simple(n) && n.role !== 'attempt')).sort((a, b) => { const x = key(a), y = key(b); return (x < y ? -1 : x > y ? 1 : 0) * (ui.desc ? -1 : 1); });
  const head = h('tr', {}, COLS.map(([id, name]) => h('th', { scope: 'col', class: 'c-' + id, 'aria-sort': ui.sort === id ? ui.desc ? 'descending' : 'ascending' : 'none' }, h('button', { type: 'button', class: 'sort', on: { click: () => { ui.desc = ui.sort === id && !ui.desc; ui.sort = id; drawTable(); $('#view-table th.c-' + id + ' button').focus(); } } }, name, h('span', { 'aria-hidden': 'true' }, ui.sort === id ? ui.desc ? ' ▾' : ' ▴' : '')))));
  const body = h('tbody', {}, list.map(n => h('tr', { class: ui.sel === n ? 'sel' : null, 'data-id': n.id }, h('td', { class: 'c-state' }, h('span', { class: 'phase' }, glyph(n.state), ' ', n.state)),
    h('th', { scope: 'row', class: 'c-name' }, h('button', { type: 'button', class: 'link', title: n.name }, n.label), n.critical ? h('span', { class: 'crit-dot', title: 'On the critical path' }, h('span', { 'aria-hidden': 'true' }, '◆'), h('span', { class: 'sr' }, ' critical path')) : null),
    h('td', { class: 'c-type' }, n.type), h('td', { class: 'c-start num' }, clock(n.t0)), h('td', { class: 'c-waited num' }, n.waited === null ? '–' : time(n.waited)), h('td', { class: 'c-took num' }, time(n.took)), h('td', { class: 'c-tries num' }, n.attempts.length || ''), h('td', { class: 'c-exit num' }, n.exit === undefined || n.exit === null ? '' : n.exit), h('td', { class: 'c-why' }, why(n)))));
  body.addEventListener('click', e => { const r = e.target.closest('tr'); if (r) select(M.by.get(r.getAttribute('data-id')), !!e.target.closest('button')); });
  box.replaceChildren(h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Table of nodes' }, h('table', {}, h('caption', {}, plural(list.length, 'node') + (ui.query || ui.state ? ' match' : '') + (ui.groups ? ', groups included' : '')), h('thead', {}, head), body)));
}

/* ---------- 7 node panel ---------- */
const section = (title, ...kids) => kids.flat().filter(Boolean).length ? h('section', {}, h('h3', {}, title), kids) : null;
const pairs = list => list && list.length ? h('dl', { class: 'pairs' }, list.map(p => [h('dt', {}, p.name), h('dd', {}, h('code', {}, p.value === undefined ? '(not set)' : String(p.value)))])) : null;
const to = n => h('button', { type: 'button', class: 'chip st-' + n.state, on: { click: () => select(n, true) } }, glyph(n.state, 12), n.role === 'attempt' && n.up ? n.up.label + ' ' + n.label : n.up && M.named[n.label] > 1 ? n.up.label + ' › ' + n.label : n.label);
const chips = list => list.length ? h('div', { class: 'chips' }, list.slice(0, 24).map(to), list.length > 24 ? mu('and ' + (list.length - 24) + ' more') : null) : null;
const ASTATE = { Declared: 'Pending', Writing: 'Running', Stored: 'Succeeded', Deleted: 'Skipped', Missing: 'Omitted', DeleteFailed: 'Failed' };
const astate = a => h('span', { class: 'phase' }, glyph(ASTATE[a.state] || 'Pending', 14), ' ', a.state);
function art(a) {
  return h('li', { class: 'art' }, h('div', { class: 'line' }, astate(a), h('b', {}, a.name), a.href ? h('a', { href: a.href }, 'Download') : null, mu([size(a.size), a.gc].filter(Boolean).join(' · '))),
    a.key ? h('code', { class: 'key' }, a.key) : null, a.reason ? h('p', { class: 'muted' }, a.reason) : null,
    a.state === 'DeleteFailed' ? h('p', { class: 'bad' }, h('b', {}, a.class), ': ', a.message, a.attempts ? ' (' + plural(a.attempts, 'try', 'tries') + ')' : '') : null);
}
function logBlock(log, name) {
  if (!log || !log.lines || !log.lines.length) return null;
  return [h('pre', { tabindex: 0, role: 'region', 'aria-label': 'Log of ' + name }, log.lines.join('\n')), h('p', { class: 'muted' }, log.total > log.lines.length ? `Last ${log.lines.length} of ${log.total} lines. ` : '', log.href ? h('a', { href: log.href }, 'Whole log') : null)];
}
function drawPanel() {
  const el = $('#panel'), n = ui.sel; root.classList.toggle('with-panel', !!n); el.toggleAttribute('hidden', !n); el.replaceChildren(); if (!n) return;
  const v = voice(n), waits = n.waiting, facts = [['Type', n.type], ['Template', n.template], ['Created', clock(n.t0)], ['Waited', n.waited === null ? null : time(n.waited)], ['Took', time(n.took)], ['Exit code', n.exit], ['Pod', v.pod && v.pod.name], ['Host', v.pod && v.pod.host]].filter(f => f[1] !== null && f[1] !== undefined && f[1] !== '–');
  const before = n.pred.filter(p => p.role !== 'attempt' || p.up === n.up), at = n.role === 'attempt' && n.up;
  fill(el, {}, [h('header', {}, glyph(n.state, 22), h('div', {}, h('h2', { id: 'panel-title', tabindex: -1 }, n.label), h('p', { class: 'muted full' }, n.name)), h('button', { type: 'button', class: 'icon', 'aria-label': 'Close panel', on: { click: () => select(null) } }, '✕')),
    h('p', { class: 'verdict st-' + n.state }, h('b', {}, n.state), why(n) ? ' – ' + why(n) : ''),
    waits && waits.nodes ? section('Waits for', chips(waits.nodes.map(i => M.by.get(i)).filter(Boolean))) : null,
    waits && waits.kind === 'suspend' ? actionButton('resume', n) : null,
    h('dl', { class: 'facts' }, facts.map(f => [h('dt', {}, f[0]), h('dd', {}, String(f[1]))])),
    at ? section('Attempt of', chips([at])) : null,
    n.attempts.length ? section('Attempts', h('ol', { class: 'tries', start: 0 }, n.attempts.map(k => h('li', {}, to(k), ' ', mu([time(k.took), k.exit !== undefined ? 'exit ' + k.exit : '', k.message].filter(Boolean).join(' · ')))))) : null,
    isLoop(n) || n.kids.length && !n.attempts.length ? section(isLoop(n) ? 'Items' : 'Inside', h('p', { class: 'muted' }, countText(n)), chips(n.kids.slice().sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state)))) : null,
    section('Log', logBlock(v.log, v.label)),
    section('Artifacts', v.artifacts.length ? h('ul', { class: 'arts' }, v.artifacts.map(art)) : null),
    section('Inputs', pairs(n.inputs)), section('Outputs', pairs(v.outputs)),
    section('Comes after', chips(before)), section('Comes before', chips(n.succ)),
    n.links && n.links.length ? section('Links', h('ul', {}, n.links.map(l => h('li', {}, h('a', { href: l.href }, l.label))))) : null]);
}
let backTo = null;
function select(n, focus) {
  if (n && !ui.sel) backTo = document.activeElement;
  const resized = !!n !== !!ui.sel; ui.sel = n; drawPanel();
  if (ui.view === 'graph' && svg) { if (!n && resized && fitted) fitView(); mark(); if (n) bring(n); }
  document.querySelectorAll('#view-table tr.sel').forEach(r => r.classList.remove('sel'));
  if (n) { const r = [...document.querySelectorAll('#view-table tr[data-id]')].find(x => x.dataset.id === n.id); if (r) r.classList.add('sel'); }
  if (n && focus) $('#panel-title').focus({ preventScroll: innerWidth > 900 });
  if (!n && backTo && document.contains(backTo)) backTo.focus();
  if (n) history.replaceState(null, '', '#' + encodeURIComponent(n.name)); else history.replaceState(null, '', location.pathname + location.search);
}

/* ---------- 8 summary and the other views ---------- */
function copyable(cmd) {
  const b = h('button', { type: 'button', class: 'small', 'aria-label': 'Copy command ' + cmd, on: { click: async () => { try { await navigator.clipboard.writeText(cmd); b.textContent = 'Copied'; } catch (e) { const r = document.createRange(); r.selectNodeContents(b.previousSibling); getSelection().removeAllRanges(); getSelection().addRange(r); b.textContent = 'Selected'; } setTimeout(() => { b.textContent = 'Copy'; }, 1500); } } }, 'Copy');
  return h('div', { class: 'cmd' }, h('code', { tabindex: 0 }, cmd), b);
}
function split(parts, label) {                       /* a proportion bar drawn with attributes: no inline style */
  const sum = parts.reduce((t, p) => t + p[0], 0) || 1; let x = 0;
  return s('svg', { class: 'split', viewBox: '0 0 100 6', preserveAspectRatio: 'none', role: 'img', 'aria-label': label }, parts.map(p => { const w = p[0] / sum * 100, r = s('rect', { class: p[1], x, y: 0, width: Math.max(0, w - .35), height: 6 }); x += w; return r; }));
}
function drawSummary() {
  const r = M.run, st = r.phase || 'Pending', running = M.units.filter(n => n.state === 'Running' && !n.waiting), waiting = M.units.filter(n => n.waiting || n.state === 'Suspended' || n.state === 'Pending');
  const crit = M.list.filter(n => n.critical && !n.kids.length), ran = crit.reduce((t, n) => t + (n.ts ? (n.ended || n.ts) - n.ts : n.took || 0), 0), wait = crit.reduce((t, n) => t + (n.waited || 0), 0), gap = Math.max(0, M.took - ran - wait);
  const card = (cls, title, ...kids) => h('section', { class: 'card ' + cls }, h('h2', {}, title), kids);
  const chipsOf = h('div', { class: 'counts' }, ORDER.filter(o => M.counts[o]).map(o => h('button', { type: 'button', class: 'count', 'aria-pressed': String(ui.state === o), on: { click: () => { ui.state = ui.state === o ? '' : o; drawSummary(); refresh(); } } }, glyph(o, 14), h('b', {}, M.counts[o]), ' ' + o.toLowerCase())));
  const out = [h('div', { class: 'verdictbar st-' + st }, glyph(st, 36), h('div', { class: 'head' }, h('h1', {}, r.name, ' ', h('span', { class: 'state' }, st.toLowerCase())), h('p', {}, [M.final ? 'took ' + time(M.took) : 'running for ' + time(M.took), r.progress ? r.progress + ' done' : '', r.runtime, r.namespace ? 'namespace ' + r.namespace : '', r.manifest, r.started ? 'started ' + r.started.replace('T', ' ').replace('Z', ' UTC') : ''].filter(Boolean).join(' · ')), r.message ? h('p', { class: 'message' }, r.message) : null, chipsOf),
    (M.actions || []).length ? h('div', { class: 'actions' }, M.actions.map(a => actionButton(a.id))) : null)];
  const cs = [];
  const same = n => [n.up && n.up.id, why(n), n.exit].join(), heads = M.causes.filter((n, i, a) => a.findIndex(x => same(x) === same(n)) === i);
  if (M.causes.length) cs.push(card('cause', M.causes.length === 1 ? 'What failed' : 'What failed (' + M.causes.length + ')', heads.slice(0, 2).map(n => { const v = voice(n);
    return h('article', {}, h('h3', {}, to(n), M.causes.filter(x => same(x) === same(n)).length > 1 ? mu('and ' + (M.causes.filter(x => same(x) === same(n)).length - 1) + ' more like it') : null, mu([n.exit !== undefined && n.exit !== null ? 'exit code ' + n.exit : '', n.attempts.length ? plural(n.attempts.length, 'attempt') : '', time(n.took)].filter(Boolean).join(' · '))), h('p', {}, why(n)), v.log && v.log.lines ? h('pre', { tabindex: 0, role: 'region', 'aria-label': 'Last log lines of ' + n.label }, v.log.lines.slice(heads.length > 1 ? -3 : -4).join('\n')) : null); }), M.causes.length > 1 ? h('button', { type: 'button', class: 'link', on: { click: () => { ui.state = 'Failed'; show('table'); drawSummary(); } } }, 'All ' + M.causes.length + ' in the table') : null));
  if (running.length || waiting.length && !M.final) cs.push(card('now', 'Now', running.length ? [h('h3', {}, 'Running'), h('ul', { class: 'plain' }, running.slice(0, 3).map(n => h('li', {}, to(n), mu(' for ' + time(n.took)))), running.length > 3 ? h('li', { class: 'muted' }, 'and ' + (running.length - 3) + ' more') : null)] : null,
    waiting.length ? [h('h3', {}, 'Waiting'), h('ul', { class: 'plain' }, waiting.slice(0, M.causes.length ? 3 : 5).map(n => h('li', {}, to(n), mu(' ' + (n.waiting ? n.waiting.text : n.message || 'for its pod')))), waiting.length > (M.causes.length ? 3 : 5) ? h('li', { class: 'muted' }, 'and ' + (waiting.length - (M.causes.length ? 3 : 5)) + ' more') : null)] : null));
  if (crit.length) cs.push(card('where', 'Where the time went', split([[ran, 'run'], [wait, 'waitbar'], [gap, 'gapbar']], `running ${time(ran)}, waiting for pods ${time(wait)}, between nodes ${time(gap)}`), h('ul', { class: 'legend' }, h('li', { class: 'k-run' }, 'running ' + time(ran)), h('li', { class: 'k-wait' }, 'waiting ' + time(wait)), h('li', { class: 'k-gap' }, 'between nodes ' + time(gap))),
    h('ol', { class: 'plain' }, crit.slice().sort((a, b) => b.took - a.took).slice(0, M.causes.length ? 3 : 4).map(n => h('li', {}, to(n), mu(' ' + time(n.took) + ', ' + Math.round(n.took / (M.took || 1) * 100) + ' %'))))));
  const g = M.gc; if (g) cs.push(card('gc', 'Artifact GC', h('p', { class: 'phase' }, glyph(g.phase === 'Failed' ? 'Failed' : g.phase === 'Stuck' ? 'Error' : g.phase === 'Done' ? 'Succeeded' : 'Pending', 16), ' ', h('b', {}, g.phase), ' ', mu(`${g.deleted.length} deleted, ${g.skipped.length} skipped, ${g.failed.length} failed`)),
    g.failed.slice(0, 2).map(f => h('p', { class: 'bad' }, h('b', {}, f.class), ': ', f.message, mu(' (' + f.artifact + ')'))), g.note ? h('p', { class: 'muted' }, g.note) : null, btn('link', () => show('artifacts'), 'Every object')));
  if ((M.next || []).length) cs.push(card('next', 'Next', M.next.slice(0, 3).map(c => h('div', {}, h('p', { class: 'why' }, c.why), copyable(c.command)))));
  $('#summary').replaceChildren(...out, h('div', { class: 'cards' }, cs));
}
function drawArtifacts() {
  const g = M.gc, box = $('#view-artifacts'), name = id => M.by.get(id) ? to(M.by.get(id)) : id, tab = (cap, cols, rws) => h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': cap }, h('table', {}, h('caption', {}, cap), h('thead', {}, h('tr', {}, cols.map(c => h('th', { scope: 'col' }, c)))), h('tbody', {}, rws)));
  const list = M.artifacts.filter(a => hit(a.node) || !ui.query || a.name.includes(ui.query));
  const kids = [];
  if (g) {
    kids.push(h('h2', {}, 'Garbage collection'), h('p', {}, [g.strategy, g.finished ? 'ran until ' + g.finished.replace('T', ' ').replace('Z', ' UTC') : 'has not run', g.verified ? 'verified by listing' : ''].filter(Boolean).join(' · ')));
    if (g.failed.length) kids.push(tab('Failed to delete (' + g.failed.length + ')', ['Node', 'Artifact', 'Class', 'Message', 'Tries'], g.failed.map(f => h('tr', {}, h('td', {}, name(f.node)), h('th', { scope: 'row' }, f.artifact), h('td', {}, h('b', { class: 'bad' }, f.class)), h('td', {}, f.message), h('td', { class: 'num' }, f.attempts)))));
    if (g.skipped.length) kids.push(tab('Skipped (' + g.skipped.length + ')', ['Node', 'Artifact', 'Reason'], g.skipped.map(f => h('tr', {}, h('td', {}, name(f.node)), h('th', { scope: 'row' }, f.artifact), h('td', {}, f.reason)))));
    if (g.deleted.length) kids.push(tab('Deleted (' + g.deleted.length + ')', ['Node', 'Artifact', 'Key', 'Size'], g.deleted.map(f => h('tr', {}, h('td', {}, name(f.node)), h('th', { scope: 'row' }, f.artifact), h('td', {}, h('code', { class: 'key' }, f.key)), h('td', { class: 'num' }, size(f.size))))));
  }
  kids.push(h('h2', {}, 'Artifacts'), list.length ? tab(plural(list.length, 'artifact'), ['State', 'Artifact', 'Node', 'Key or reason', 'Size', 'Deleted by'], list.map(a => h('tr', {}, h('td', {}, astate(a)), h('th', { scope: 'row' }, a.name), h('td', {}, to(a.node)), h('td', {}, a.key ? h('code', { class: 'key' }, a.key) : null, a.state === 'DeleteFailed' ? h('span', { class: 'bad' }, a.class + ': ' + a.message) : mu(a.reason || '')), h('td', { class: 'num' }, size(a.size)), h('td', {}, a.gc || '')))) : h('p', { class: 'muted' }, 'This workflow declared no output artifact.'));
  box.replaceChildren(...kids);
}
function drawRun() {
  const r = M.run;
  $('#view-run').replaceChildren(h('div', { class: 'two' }, h('section', {}, h('h2', {}, 'Run'), pairs([['Name', r.name], ['Namespace', r.namespace], ['Runtime', r.runtime], ['Manifest', r.manifest], ['Entry point', r.entrypoint], ['Started', r.started], ['Finished', r.finished]].filter(p => p[1]).map(p => ({ name: p[0], value: p[1] })))),
    h('section', {}, h('h2', {}, 'Parameters'), pairs(r.parameters) || h('p', { class: 'muted' }, 'None.')), h('section', {}, h('h2', {}, 'Outputs'), pairs(r.outputs) || h('p', { class: 'muted' }, 'None.')),
    r.conditions && r.conditions.length ? h('section', {}, h('h2', {}, 'Conditions'), pairs(r.conditions)) : null, r.links && r.links.length ? h('section', {}, h('h2', {}, 'Links'), h('ul', {}, r.links.map(l => h('li', {}, h('a', { href: l.href }, l.label))))) : null));
}

/* ---------- 9 dialogs and actions ---------- */
const ACTIONS = { stop: 'Stop', retry: 'Retry failed…', resume: 'Resume…', gc: 'Run GC…' };
function actionButton(id, n) {
  const a = (M.actions || []).find(x => x.id === id); if (!a) return null;
  return h('button', { type: 'button', class: 'act a-' + id, disabled: a.disabled ? true : null, title: a.disabled || null, on: { click: () => ask(a, n) } }, a.label || ACTIONS[id]);
}
/* Every action is a POST form: the server's crumb and permission check apply, a double submit is harmless. */
function ask(a, n) {
  const fields = [], crumb = document.head.dataset; let body = [];
  if (crumb.crumbHeader) fields.push(h('input', { type: 'hidden', name: crumb.crumbHeader, value: crumb.crumbValue }));
  const label = id => M.by.get(id) ? M.by.get(id).label : id, plan = (title, list) => list && list.length ? [h('h3', {}, `${title} (${list.length})`), h('ul', { class: 'plan' }, list.map(p => h('li', {}, h('b', {}, label(p.node)), p.why ? mu(' ' + p.why) : null)))] : null;
  if (a.id === 'retry' && M.retryPlan) { const p = M.retryPlan; body = [p.refused ? h('p', { class: 'bad' }, p.refused) : null, plan('Runs again', p.rerun), plan('Kept', p.keep), plan('Removed', p.remove)]; }
  if (a.id === 'resume') { const w = M.list.filter(x => x.waiting && x.waiting.kind === 'suspend'), pick = n || w[0];
    if (pick) { fields.push(h('input', { type: 'hidden', name: 'node', value: pick.id })); body.push(h('p', {}, pick.label + ': ' + pick.waiting.text), (pick.waiting.fields || []).map((f, i) => h('p', { class: 'field' }, h('label', { for: 'f' + i }, f.name), f.options ? h('select', { id: 'f' + i, name: 'parameter.' + f.name }, f.options.map(o => h('option', { selected: o === f.value }, o))) : h('input', { id: 'f' + i, name: 'parameter.' + f.name, value: f.value || '', required: f.value === undefined }), f.description ? mu(f.description) : null))); } }
  if (a.id === 'gc') { const owed = M.artifacts.filter(x => x.state === 'Stored' || x.state === 'DeleteFailed' || x.state === 'Writing'); body = [plan('Will be deleted', owed.filter(x => x.key).map(x => ({ node: x.node.id, why: x.key }))), plan('Skipped', M.artifacts.filter(x => !x.key && x.state !== 'Deleted').map(x => ({ node: x.node.id, why: x.name + ': nothing was stored' })))]; }
  if (a.id === 'stop') body = [h('p', {}, 'Running pods end with their grace period; exit handlers still run. What was collected by then is kept.')];
  openDialog(a.label || ACTIONS[a.id], h('form', { method: 'post', action: a.href }, fields, body, h('p', { class: 'buttons' }, h('button', { type: 'submit', class: 'primary' }, a.confirm || (a.label || ACTIONS[a.id]).replace('…', '')), h('button', { type: 'button', on: { click: () => $('#dialog').close() } }, 'Cancel'))));
}
function openDialog(title, body) { const d = $('#dialog'); d.replaceChildren(h('h2', { id: 'dialog-title' }, title), body); if (!d.open) d.showModal(); }
const KEYS = [['/', 'Search nodes'], ['← → ↑ ↓', 'Move along edges; up and down to neighbours'], ['Enter', 'Open the node'], ['Space', 'Expand or collapse a group or loop'], ['f', 'Next failure'], ['+  −  0', 'Zoom in, out, fit'], ['o', 'Turn the graph (across or down)'], ['1 … 5', 'Graph, timeline, table, artifacts, run'], ['d', 'Light, dark, system'], ['Esc', 'Close the panel, clear the search'], ['?', 'This help']];
const help = () => openDialog('Keyboard', h('div', {}, h('dl', { class: 'keys' }, KEYS.map(k => [h('dt', {}, h('kbd', {}, k[0])), h('dd', {}, k[1])])), h('h3', {}, 'Signs'), h('ul', { class: 'signs' }, ORDER.map(o => h('li', {}, glyph(o), ' ' + o))), h('p', { class: 'buttons' }, h('button', { type: 'button', on: { click: () => $('#dialog').close() } }, 'Close'))));

/* ---------- 10 views, keys, live data, start ---------- */
const VIEWS = [['graph', 'Graph', drawGraph], ['timeline', 'Timeline', drawTimeline], ['table', 'Table', drawTable], ['artifacts', 'Artifacts', drawArtifacts], ['run', 'Run', drawRun]];
function show(id) {
  ui.view = id;
  for (const [v] of VIEWS) { const on = v === id, t = $('#tab-' + v); t.setAttribute('aria-selected', on); t.setAttribute('tabindex', on ? 0 : -1); $('#view-' + v).toggleAttribute('hidden', !on); }
  root.dataset.view = id; refresh();
}
const refresh = () => VIEWS.find(v => v[0] === ui.view)[2]();
const say = text => { $('#live').textContent = text; };
function theme(next) {
  const list = ['', 'light', 'dark'], now = document.documentElement.dataset.theme || '', t = next !== undefined ? next : list[(list.indexOf(now) + 1) % 3];
  if (t) document.documentElement.dataset.theme = t; else delete document.documentElement.dataset.theme;
  store.set('argo-build-theme', t); const b = $('#theme'); if (b) { b.textContent = t === 'light' ? '☀' : t === 'dark' ? '☾' : '◐'; b.setAttribute('aria-label', 'Theme: ' + (t || 'as the system')); b.title = 'Theme: ' + (t || 'as the system'); }
}
let failAt = -1;
function nextFailure() { if (!M.causes.length) return say('Nothing failed'); failAt = (failAt + 1) % M.causes.length; const n = M.causes[failAt]; if (ui.view !== 'graph') show('graph'); select(n); bring(n, true); focusCard(n); say(spoken(n)); }
function turn() { ui.lr = !ui.lr; fitted = true; drawGraph(); }
function keys(e) {
  if (e.ctrlKey || e.metaKey || e.altKey || $('#dialog').open) return;
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName);
  if (e.key === 'Escape') { if (typing && ui.query) { $('#q').value = ui.query = ''; refresh(); mark(); } else if (ui.sel) select(null); return; }
  if (typing || root.dataset.host === 'jenkins' && !root.contains(e.target) && e.target !== document.body) return;
  const act = { '/': () => $('#q').focus(), '?': help, f: nextFailure, d: () => $('#theme') && theme(), '+': () => zoom(1.25), '=': () => zoom(1.25), '-': () => zoom(.8), 0: fitView, o: turn }[e.key];
  if (act && !(ui.view !== 'graph' && '+=-0o'.includes(e.key))) { e.preventDefault(); act(); } else if (e.key >= '1' && e.key <= '5') show(VIEWS[e.key - 1][0]);
}
function shell() {
  const tabs = h('div', { role: 'tablist', 'aria-label': 'Views', class: 'tabs' }, VIEWS.map(([id, name]) => h('button', { type: 'button', role: 'tab', id: 'tab-' + id, 'aria-controls': 'view-' + id, on: { click: () => show(id) } }, name)));
  tabs.addEventListener('keydown', e => { const i = VIEWS.findIndex(v => v[0] === ui.view), j = e.key === 'ArrowRight' ? i + 1 : e.key === 'ArrowLeft' ? i - 1 : -1; if (j >= 0 && j < VIEWS.length) { show(VIEWS[j][0]); $('#tab-' + VIEWS[j][0]).focus(); e.stopPropagation(); } });
  const q = h('input', { id: 'q', type: 'search', placeholder: 'Search nodes  /', 'aria-label': 'Search nodes', autocomplete: 'off', on: { input: () => { ui.query = q.value.trim().toLowerCase(); if (ui.view === 'graph') mark(); else refresh(); say(plural(M.units.filter(hit).length, 'node') + ' match'); }, keydown: e => { if (e.key === 'Enter') { const n = M.units.find(hit); if (n) { select(n, true); if (ui.view === 'graph') bring(n, true); } } } } });
  const tool = (label, text, fn) => h('button', { type: 'button', class: 'icon', 'aria-label': label, title: label, on: { click: fn } }, text);
  const panel = (id, ...kids) => h('div', { role: 'tabpanel', id: 'view-' + id, class: 'view', 'aria-labelledby': 'tab-' + id, hidden: true }, kids);
  const jenkins = root.dataset.host === 'jenkins';
  root.replaceChildren(jenkins ? '' : h('header', { class: 'top' }, s('svg', { class: 'logo', viewBox: '0 0 24 24', width: 22, height: 22, 'aria-hidden': 'true' }, s('path', { d: 'M5 12h6M11 12c3 0 3-6 6-6M11 12c3 0 3 6 6 6' }), s('circle', { cx: 4, cy: 12, r: 3 }), s('rect', { x: 16, y: 3, width: 6, height: 6, rx: 1.5 }), s('rect', { x: 16, y: 15, width: 6, height: 6, rx: 1.5 })), h('b', {}, 'Argo Build'), h('span', { class: 'muted crumb' }, M.run.manifest || ''), h('span', { class: 'grow' }), fill(tool('Theme', '◐', () => theme()), { id: 'theme' }, []), tool('Keyboard help', '?', help)),
    h(jenkins ? 'div' : 'main', { class: 'page' }, h('div', { id: 'summary' }), h('div', { class: 'bench' }, h('div', { class: 'bar' }, tabs, h('span', { class: 'grow' }), q, jenkins ? tool('Keyboard help', '?', help) : null),
      h('div', { class: 'stage' }, h('div', { class: 'views' },
        panel('graph', h('div', { class: 'canvas' }, h('div', { class: 'tools' }, tool('Zoom in', '+', () => zoom(1.25)), tool('Zoom out', '−', () => zoom(.8)), tool('Fit', '⤢', fitView), tool('Turn the graph', '⟳', turn), tool('Next failure', '✕→', nextFailure)), h('div', { id: 'mini', hidden: true }))),
        panel('timeline', h('ul', { class: 'legend' }, h('li', { class: 'k-wait' }, 'pending'), h('li', { class: 'k-run' }, 'running, in the colour of its phase'), h('li', { class: 'k-back' }, 'back-off'), h('li', { class: 'k-crit' }, 'critical path')), h('div', { class: 'body' })),
        panel('table', h('p', { class: 'opts' }, h('label', {}, h('input', { type: 'checkbox', on: { change: e => { ui.groups = e.target.checked; drawTable(); } } }), ' Groups and attempts')), h('div', { class: 'body' })), panel('artifacts'), panel('run')),
      h('aside', { id: 'panel', 'aria-labelledby': 'panel-title', hidden: true })))),
    h('div', { id: 'live', class: 'sr', role: 'status', 'aria-live': 'polite' }), h('dialog', { id: 'dialog', 'aria-labelledby': 'dialog-title' }));
}
function load(raw, first) {
  const was = M && M.run.phase; M = prepare(raw); if (ui.sel) ui.sel = M.by.get(ui.sel.id) || null;
  if (first) { ui.lr = ui.auto = innerWidth >= 700; ui.narrow = !ui.lr; shell(); autoCollapse(M); if (root.dataset.host !== 'jenkins') theme(store.get('argo-build-theme') || ''); const want = decodeURIComponent(location.hash.slice(1)); ui.sel = M.list.find(n => n.name === want) || null; }
  else if (was !== M.run.phase) say(M.run.name + ' is ' + M.run.phase);
  const focus = document.activeElement && document.activeElement.getAttribute && document.activeElement.getAttribute('data-id');
  drawSummary(); if (first) show('graph'); else refresh(); drawPanel();
  if (!first && focus && ui.view === 'graph' && M.by.get(focus)) { const g = stopAt(M.by.get(focus)); if (g) g.focus({ preventScroll: true }); }
  document.title = `${M.run.phase}: ${M.run.name} – Argo Build`;
}
/* Live data: GET with If-None-Match; 304 costs nothing; slower when nothing changes, hidden or failing; ends when final. */
function poll(url, every = 2000) {
  let etag = null, wait = every;
  const next = () => setTimeout(tick, document.hidden ? 15000 : wait);
  async function tick() {
    try {
      const r = await fetch(url, { headers: etag ? { 'If-None-Match': etag } : {}, credentials: 'same-origin', cache: 'no-store' });
      if (r.status === 200) { etag = r.headers.get('ETag'); const raw = await r.json(); load(raw, !M); wait = every; if (raw.final) return; }
      else if (r.status === 304) wait = Math.min(wait * 1.3, 10000);
      else throw new Error('HTTP ' + r.status);
      root.classList.remove('stale');
    } catch (e) { wait = Math.min(wait * 2, 60000); if (M && !root.classList.contains('stale')) { root.classList.add('stale'); say('Connection lost, trying again'); } }
    next();
  }
  tick();
}
async function start() {
  root = $('#argo-build'); if (!root) return;
  const block = $('#argo-model'), sample = root.dataset.samples && new URLSearchParams(location.search).get('sample');
  if (sample && /^[\w-]+$/.test(sample)) load(await (await fetch(root.dataset.samples + sample + '.json')).json(), true);
  else if (block) load(JSON.parse(block.textContent), true);
  if (root.dataset.poll) poll(root.dataset.poll);
  document.addEventListener('keydown', keys);
  let rt; addEventListener('resize', () => { clearTimeout(rt); rt = setTimeout(() => { if (ui.view === 'graph' && fitted) fitView(); else if (ui.view === 'timeline') drawTimeline(); }, 120); });
  addEventListener('beforeprint', () => { if (!M) return; drawGraph(); svg.setAttribute('viewBox', `-8 -8 ${SC.w + 16} ${SC.h + 16}`); pan.removeAttribute('transform'); svg.classList.remove('far'); $('#view-timeline').hidden = false; drawTimeline(); drawTable(); drawArtifacts(); });
  addEventListener('afterprint', () => { svg.removeAttribute('viewBox'); show(ui.view); });
}
window.ArgoBuild = { scene, prepare };
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start); else start();
})();
