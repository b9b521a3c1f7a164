(() => {
  'use strict';
  const root = document.documentElement, key = 'ballast-theme';
  const store = {
    get() { try { return localStorage.getItem(key); } catch (e) { return null; } },
    set(value) { try { localStorage.setItem(key, value); } catch (e) { /* a page from disk may have none */ } },
  };
  if (store.get()) root.dataset.theme = store.get();

  const make = (name, text, attributes) => {
    const element = document.createElement(name);
    element.textContent = text;
    for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
    return element;
  };

  function theme() {
    for (const button of document.querySelectorAll('[data-act=theme]')) {
      button.hidden = false;
      button.addEventListener('click', () => {
        const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme:dark)').matches;
        root.dataset.theme = isDark ? 'light' : 'dark';
        store.set(root.dataset.theme);
      });
    }
  }

  /* Each table of figures can be sorted and taken away as CSV. */
  function tables(from) {
    for (const table of from.querySelectorAll('table[data-csv]')) {
      const caption = table.caption;
      const button = make('button', 'CSV', { type: 'button', class: 'csv noprint', 'aria-label': 'CSV of ' + caption.textContent });
      button.addEventListener('click', () => download(table, caption.firstChild.textContent));
      caption.append(button);
      [...table.tHead.rows[0].cells].forEach((cell, index) => {
        if (cell.textContent === '') return;
        const sort = make('button', cell.textContent, { type: 'button' });
        sort.addEventListener('click', () => order(table, index, cell));
        cell.replaceChildren(sort);
      });
    }
  }

  const plain = text => text.trim().replace(/[\u202f\u00a0]/g, ' ');

  function download(table, name) {
    const quote = text => /[",\n\r]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
    /* A cell that a spreadsheet would run as a formula is written as text. */
    const safe = text => /^[=+@\t]/.test(text) ? "'" + text : text;
    const value = text => {
      const number = text.replace(/ /g, '').replace('\u2212', '-');
      return text !== '' && /^-?[\d.]+%?$/.test(number) ? number : safe(text);
    };
    const rows = [...table.rows].map(row => [...row.cells].map(cell => quote(value(plain(cell.textContent)))).join(','));
    const link = make('a', '', { download: name.replace(/[^\w.-]+/g, '_').slice(0, 80) + '.csv' });
    link.href = URL.createObjectURL(new Blob(['\ufeff' + rows.join('\r\n') + '\r\n'], { type: 'text/csv' }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function order(table, index, head) {
    const isUp = head.getAttribute('aria-sort') !== 'ascending';
    for (const cell of table.tHead.rows[0].cells) cell.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', isUp ? 'ascending' : 'descending');
    const read = row => {
      const text = plain(row.cells[index].textContent);
      const number = parseFloat(text.replace(/^(< |at least )/, '').replace(/ (?=\d)/g, '').replace('\u2212', '-'));
      return Number.isNaN(number) ? text : number;
    };
    const compare = (a, b) => {
      if (typeof a === typeof b) return typeof a === 'number' ? a - b : a.localeCompare(b);
      return typeof a === 'number' ? -1 : 1;
    };
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row, at) => ({ row, at, value: read(row) }));
    rows.sort((a, b) => (isUp ? 1 : -1) * compare(a.value, b.value) || a.at - b.at);
    body.append(...rows.map(entry => entry.row));
  }

  /* Long lists get a filter and a button that opens all; j and k move through the rows. */
  function lists() {
    for (const list of document.querySelectorAll('[data-list]')) {
      const columns = [...list.querySelectorAll('details.col')];
      const acts = make('div', '', { class: 'acts noprint' });
      if (columns.length > 12) {
        const input = make('input', '', { type: 'search', placeholder: 'Find a column  ( / )', 'aria-label': 'Find a column' });
        input.addEventListener('input', () => {
          const wanted = input.value.trim().toLowerCase();
          for (const column of columns) column.hidden = !column.querySelector('.name').textContent.toLowerCase().includes(wanted);
          if (wanted) for (const more of list.querySelectorAll('details.more')) more.open = true;
        });
        acts.append(input);
      }
      const all = make('button', 'Open all', { type: 'button' });
      all.addEventListener('click', () => {
        const open = all.textContent === 'Open all';
        for (const details of list.querySelectorAll('details.col,details.more')) details.open = open;
        all.textContent = open ? 'Close all' : 'Open all';
      });
      acts.append(all);
      list.prepend(acts);
    }
  }

  function keys() {
    addEventListener('keydown', event => {
      if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
      if (event.key === '/') {
        const input = document.querySelector('.acts input');
        if (input) { event.preventDefault(); input.focus(); }
      } else if (event.key === 'j' || event.key === 'k') {
        const rows = [...document.querySelectorAll('details.col>summary')].filter(row => row.checkVisibility ? row.checkVisibility() : row.offsetParent);
        const at = rows.indexOf(document.activeElement);
        const next = rows[at < 0 ? 0 : at + (event.key === 'j' ? 1 : -1)];
        if (next) { next.focus(); next.scrollIntoView({ block: 'nearest' }); }
      }
    });
  }

  /* A chart over time and a heat table read out the window under the pointer or the arrow keys. */
  function readouts(from) {
    for (const line of from.querySelectorAll('.line')) {
      const table = line.parentElement.querySelector(':scope>details table[data-csv]');
      const svg = line.querySelector('svg');
      const spots = svg.dataset.x ? svg.dataset.x.split(' ').map(Number) : [];
      if (!table || table.tBodies[0].rows.length !== spots.length || !spots.length) continue;
      const heads = [...table.tHead.rows[0].cells].map(cell => cell.textContent);
      const texts = [...table.tBodies[0].rows].map(row => [...row.cells].map((cell, i) => (i < 2 ? '' : heads[i].toLowerCase() + ' ') + cell.textContent).join(', '));
      const read = make('p', '', { class: 'read', 'aria-live': 'polite' });
      line.after(read);
      const cursor = document.createElementNS('http://www.w3.org/2000/svg', 'line');
      cursor.setAttribute('class', 'cur');
      cursor.setAttribute('y2', svg.getAttribute('height'));
      let at = -1;
      const show = index => {
        at = Math.max(0, Math.min(spots.length - 1, index));
        for (const name of ['x1', 'x2']) cursor.setAttribute(name, spots[at] + '%');
        svg.append(cursor);
        read.textContent = texts[at];
      };
      line.tabIndex = 0;
      line.setAttribute('role', 'group');
      line.setAttribute('aria-label', 'Arrow keys read out one window after another');
      line.addEventListener('pointermove', event => {
        const box = svg.getBoundingClientRect(), x = 100 * (event.clientX - box.left) / box.width;
        let best = 0;
        spots.forEach((spot, i) => { if (Math.abs(spot - x) < Math.abs(spots[best] - x)) best = i; });
        show(best);
      });
      line.addEventListener('keydown', event => {
        if (event.key === 'ArrowRight') show(at + 1);
        else if (event.key === 'ArrowLeft') show(at < 0 ? spots.length - 1 : at - 1);
        else return;
        event.preventDefault();
      });
    }
    for (const table of from.querySelectorAll('table.heat')) {
      const box = table.closest('.scroll');
      const cells = [...table.querySelectorAll('tbody tr')].map(row => [...row.cells].slice(2));
      if (!cells.length || cells[0].some(cell => cell.classList.contains('strip'))) continue;
      const words = { h0: 'noise', hq: 'large, not proven', hu: 'not enough data' };
      const heads = [...table.tHead.rows[0].cells].map(cell => cell.textContent);
      const read = make('p', '', { class: 'read', 'aria-live': 'polite' });
      box.after(read);
      // One tab stop for the table: the arrow keys move in it, Enter opens the cell.
      for (const link of table.querySelectorAll('tbody td a')) link.tabIndex = -1;
      let row = -1, column = 0;
      const show = (r, c) => {
        if (row >= 0) cells[row][column].classList.remove('cur');
        row = Math.max(0, Math.min(cells.length - 1, r));
        column = Math.max(0, Math.min(cells[row].length - 1, c));
        const cell = cells[row][column];
        cell.classList.add('cur');
        const style = cell.className.split(' ')[0];
        read.textContent = cell.parentElement.cells[0].textContent + ', ' + heads[column + 2] + ': ' + cell.textContent + ', ' + (words[style] || 'drift');
      };
      table.addEventListener('pointerover', event => {
        const cell = event.target.closest('tbody td');
        if (cell && !cell.classList.contains('num')) show(cells.findIndex(list => list.includes(cell)), cell.cellIndex - 2);
      });
      box.addEventListener('keydown', event => {
        const link = event.key === 'Enter' && event.target === box && row >= 0 && cells[row][column].querySelector('a');
        if (link) link.click();
        const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
        if (!step) return;
        event.preventDefault();
        show(row < 0 ? 0 : row + step[0], row < 0 ? 0 : column + step[1]);
        cells[row][column].scrollIntoView({ block: 'nearest', inline: 'nearest' });
      });
    }
  }

  /* A link into a folded list opens what holds it; print opens everything. */
  function opening() {
    const reveal = () => {
      const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
      for (let element = target; element; element = element.parentElement) if (element.tagName === 'DETAILS') element.open = true;
      if (target) target.scrollIntoView();
    };
    addEventListener('hashchange', reveal);
    reveal();
    let closed = [];
    addEventListener('beforeprint', () => {
      closed = [...document.querySelectorAll('details:not([open])')];
      for (const details of closed) details.open = true;
    });
    addEventListener('afterprint', () => { for (const details of closed) details.open = false; });
  }

  addEventListener('DOMContentLoaded', () => { theme(); readouts(document); tables(document); lists(); keys(); opening(); });
  /* A part that comes after its page. */
  addEventListener('ballast-part', event => { readouts(event.target); tables(event.target); });
})();
