'use strict';
{
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

  // Tables: filter and sort.
  const compare = new Intl.Collator(undefined, { numeric: true }).compare;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  for (const table of all('table')) {
    const rows = all('tbody tr', table);
    const filter = document.querySelector(`[data-filters="${table.id}"]`);
    if (filter) {
      const find = filter.querySelector('input[type=search]');
      const output = filter.querySelector('output');
      let words = null;
      const used = new Set(rows.map((row) => row.dataset.verdict));
      const boxes = all('input[type=checkbox]', filter);
      for (const box of boxes) if (!used.has(box.value)) box.parentElement.hidden = true;
      const apply = () => {
        const wanted = find.value.trim().toLowerCase().split(/\s+/);
        if (find.value) words ??= new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
        const verdicts = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
        let count = 0;
        for (const row of rows) {
          row.hidden = (boxes.length && !verdicts.has(row.dataset.verdict))
            || !wanted.every((word) => !word || words.get(row).includes(word));
          if (!row.hidden) count += 1;
        }
        output.textContent = fill(count === rows.length ? output.dataset.all : output.dataset.some, { n: count, all: rows.length });
      };
      filter.hidden = false;
      filter.addEventListener('input', apply);
      filter.addEventListener('submit', (event) => event.preventDefault());
      apply();
    }
    all('thead th', table).forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      const isNumber = head.dataset.kind === 'number';
      const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent;
      button.addEventListener('click', () => {
        const now = head.getAttribute('aria-sort');
        const up = now ? now === 'descending' : !isNumber;
        for (const other of all('thead th', table)) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        const by = isNumber ? (a, b) => key(a) - key(b) : (a, b) => compare(key(a), key(b));
        table.tBodies[0].append(...[...rows].sort((a, b) => (up ? by(a, b) : by(b, a))));
      });
    });
  }

  // Sections open when something leads into them.
  const reveal = (target) => {
    for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  };
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    reveal(target);
    target.scrollIntoView();
  };
  addEventListener('hashchange', follow);
  follow();

  // Two texts that scroll together: what is at the reading line on one side comes to it on the other.
  const line = (pane) => pane.clientHeight * 0.3;
  const extent = (pane, name) => {
    const parts = all(`[data-p="${name}"]`, pane);
    if (!parts.length) return null;
    const base = pane.getBoundingClientRect().top - pane.scrollTop;
    const end = parts[parts.length - 1].getBoundingClientRect();
    return { top: parts[0].getBoundingClientRect().top - base, bottom: end.bottom - base };
  };
  const set = (pane, top) => {
    pane.scrollTop = top;
    pane.expected = pane.scrollTop;
  };
  const link = (sides) => {
    const panes = all('.text', sides);
    let names = null;
    const lead = (from, to) => {
      names ??= [...new Set(all('[data-p]', sides).map((mark) => mark.dataset.p))];
      const y = from.scrollTop + line(from);
      let best = null;
      for (const name of names) {
        const here = extent(from, name);
        const there = here && extent(to, name);
        if (!there) continue;
        const away = Math.max(here.top - y, y - here.bottom, 0);
        if (!best || away < best.away) best = { away, here, there };
      }
      if (!best) return;
      const { here, there } = best;
      const share = Math.min(1, Math.max(0, (y - here.top) / Math.max(1, here.bottom - here.top)));
      const beyond = y - Math.min(here.bottom, Math.max(here.top, y));
      set(to, there.top + share * (there.bottom - there.top) + beyond - line(to));
    };
    panes.forEach((pane, index) => {
      let waiting = false;
      pane.addEventListener('scroll', () => {
        if (Math.abs(pane.scrollTop - (pane.expected ?? -9)) < 2) return;
        pane.expected = undefined;
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          lead(pane, panes[1 - index]);
        });
      }, { passive: true });
    });
  };
  all('.sides').forEach(link);

  // When a case is opened, its credit, or the place where it is missing, is in sight.
  const attend = (details) => {
    const pane = details.querySelector(':scope > .inside .side:last-child .text');
    const mark = pane?.querySelector('.credit, .should');
    if (!mark || details.attended || !details.open) return;
    details.attended = true;
    const top = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
    pane.scrollTop = top - line(pane);
  };
  const cases = all('.match > details');
  for (const details of cases) details.addEventListener('toggle', () => attend(details));
  cases.forEach(attend);

  // Paper shows everything.
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = all('details:not([open])');
    for (const details of closed) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of closed) details.open = false;
  });

  // A number, a ribbon or an entry of the list brings its passage to the reading line of both texts.
  document.addEventListener('click', (event) => {
    const from = event.target.closest('[data-go]');
    if (!from) return;
    event.preventDefault();
    const [match, name] = from.dataset.go.split(':');
    const sides = document.querySelector(`[data-sides="${match}"]`);
    for (const pane of all('.text', sides)) {
      const at = extent(pane, name);
      if (at) set(pane, at.top - line(pane));
      for (const mark of all(`[data-p="${name}"]`, pane)) {
        mark.classList.add('lit');
        setTimeout(() => mark.classList.remove('lit'), 1600);
      }
    }
    if (!from.closest('.text')) sides.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
  });

  // Copy the text to paste.
  for (const button of all('.copy')) {
    const name = button.textContent;
    button.hidden = false;
    button.addEventListener('click', async () => {
      const source = document.getElementById(button.dataset.copy);
      let copied = true;
      try {
        await navigator.clipboard.writeText(source.textContent);
      } catch {
        const range = document.createRange();
        range.selectNodeContents(source);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        copied = document.execCommand('copy');
      }
      button.textContent = copied ? document.body.dataset.copied : document.body.dataset.press;
      setTimeout(() => { button.textContent = name; }, 2000);
    });
  }
}
