(() => {
  'use strict';
  const all = (selector, from) => [...(from || document).querySelectorAll(selector)];
  const make = (name, text, attributes) => {
    const element = document.createElement(name);
    element.textContent = text;
    for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
    return element;
  };

  /* The theme goes into a cookie, so that the server draws the next page right at once. */
  for (const button of all('[data-act=theme]')) {
    button.addEventListener('click', () => setTimeout(() => {
      document.cookie = 'ballast_theme=' + document.documentElement.dataset.theme + '; Path=/; Max-Age=31536000; SameSite=Lax';
    }));
  }

  /*
   * A choice in the sentence asks at once; another range drops the dates, dates drop the range. With the keyboard
   * each arrow is a choice, so that there Enter asks; the field that asked has the focus on the page that answers.
   */
  for (const form of all('form[data-ask]')) {
    let hasKeys = false;
    const send = () => {
      const range = form.elements.range.value, focused = form.contains(document.activeElement) && document.activeElement.name;
      for (const name of ['from', 'to']) form.elements[name].disabled = range !== 'dates';
      try { if (focused) sessionStorage.setItem('ballast-asked', focused); } catch (error) { /* no focus then */ }
      form.requestSubmit();
      for (const name of ['from', 'to']) form.elements[name].disabled = false;
    };
    form.addEventListener('pointerdown', () => { hasKeys = false; });
    form.addEventListener('keydown', event => {
      hasKeys = true;
      if (event.key !== 'Enter' || !event.target.name) return;
      event.preventDefault();
      send();
    });
    for (const select of all('select', form)) select.addEventListener('change', () => { if (!hasKeys) send(); });
    for (const name of ['from', 'to']) {
      form.elements[name].addEventListener('change', () => { form.elements.range.value = 'dates'; if (!hasKeys) send(); });
    }
    form.querySelector('.ask-button').addEventListener('click', event => { event.preventDefault(); send(); });
    try {
      const asked = form.elements[sessionStorage.getItem('ballast-asked') || ''];
      sessionStorage.removeItem('ballast-asked');
      if (asked) asked.focus({ preventScroll: true });
    } catch (error) { /* no focus then */ }
  }

  const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  function times(from) {
    for (const time of all('time[datetime]', from)) {
      const text = local.format(new Date(time.dateTime));
      time.title = text;
      if ('whole' in time.dataset) time.textContent = text;
    }
  }

  /* Each point of a chart over time opens its window: the links are those of its table. */
  function points() {
    for (const line of all('#time .line')) {
      const table = line.closest('section').querySelector('details table[data-csv]');
      const svg = line.querySelector('svg');
      const spots = (svg.dataset.x || '').split(' ').map(Number);
      const links = table ? all('tbody th a', table) : [];
      if (!links.length || links.length !== spots.length) continue;
      line.dataset.links = '';
      let at = -1;
      const nearest = event => {
        const box = svg.getBoundingClientRect(), x = 100 * (event.clientX - box.left) / box.width;
        return spots.reduce((best, spot, i) => Math.abs(spot - x) < Math.abs(spots[best] - x) ? i : best, 0);
      };
      line.addEventListener('pointermove', event => { at = nearest(event); });
      line.addEventListener('click', event => { links[nearest(event)].click(); });
      line.addEventListener('keydown', event => {
        if (event.key === 'ArrowRight') at = Math.min(spots.length - 1, at + 1);
        else if (event.key === 'ArrowLeft') at = at < 0 ? spots.length - 1 : Math.max(0, at - 1);
        else if (event.key === 'Enter' && at >= 0) links[at].click();
      });
      const wanted = new URLSearchParams(location.search).get('at');
      const chosen = links.findIndex(link => wanted && new URL(link.href).searchParams.get('at') === wanted);
      if (chosen >= 0) {
        const mark = document.createElementNS('http://www.w3.org/2000/svg', 'line');
        for (const name of ['x1', 'x2']) mark.setAttribute(name, spots[chosen] + '%');
        mark.setAttribute('class', 'sel');
        mark.setAttribute('y2', svg.getAttribute('height'));
        svg.append(mark);
      }
    }
  }

  /* Each chart can be taken away as a picture: its SVG with the styles that it has here. */
  const KEPT = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'font', 'opacity', 'color', 'vector-effect', 'display', 'text-anchor', 'overflow'];
  function picture(svg, name) {
    const box = svg.getBoundingClientRect(), room = 80;
    const copy = svg.cloneNode(true);
    const from = [svg, ...all('*', svg)], to = [copy, ...all('*', copy)];
    from.forEach((element, i) => {
      const style = getComputedStyle(element);
      // Not by setAttribute: the policy of the page takes style attributes for inline styles.
      for (const key of KEPT) to[i].style.setProperty(key, style.getPropertyValue(key));
      if (element.tagName === 'use') {
        const symbol = document.querySelector(element.getAttribute('href'));
        if (symbol) {
          const shape = document.createElementNS('http://www.w3.org/2000/svg', 'g');
          shape.style.color = style.color;
          shape.setAttribute('transform', 'translate(' + (element.getAttribute('x') || 0) + ' 0)');
          shape.innerHTML = symbol.innerHTML;
          to[i].replaceWith(shape);
        }
      }
    });
    const width = Math.ceil(box.width) + 2 * room, height = Math.ceil(box.height) + room;
    copy.setAttribute('x', room);
    copy.setAttribute('y', 20);
    copy.setAttribute('width', box.width);
    copy.setAttribute('height', box.height);
    copy.style.overflow = 'visible';
    const paper = getComputedStyle(document.body).backgroundColor;
    const text = '<svg xmlns="http://www.w3.org/2000/svg" width="' + width + '" height="' + height + '"><rect width="100%" height="100%" fill="' + paper + '"/>'
      + new XMLSerializer().serializeToString(copy) + '</svg>';
    const image = new Image();
    image.onload = () => {
      const canvas = make('canvas', '');
      canvas.width = 2 * width;
      canvas.height = 2 * height;
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      const link = make('a', '', { download: name.replace(/[^\w.-]+/g, '_').slice(0, 80) + '.png', href: canvas.toDataURL('image/png') });
      link.click();
    };
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(text);
  }

  function tools(from) {
    for (const svg of all('.line>svg[role=img],.hist>svg[role=img]', from)) {
      const holder = svg.parentElement;
      if (holder.dataset.tools) continue;
      holder.dataset.tools = '1';
      const bar = make('p', '', { class: 'tools noprint chart-tools' });
      const label = svg.getAttribute('aria-label');
      const png = make('button', 'PNG', { type: 'button', class: 'tool', 'aria-label': 'PNG of ' + label });
      png.addEventListener('click', () => picture(svg, label));
      bar.append(png);
      const section = svg.closest('section[id]');
      if (section) bar.append(make('a', 'Link', { href: location.pathname + location.search + '#' + section.id, 'aria-label': 'Link to ' + label }));
      let after = holder;
      while (after.nextElementSibling && after.nextElementSibling.classList.contains('read')) after = after.nextElementSibling;
      after.after(bar);
    }
  }

  /* Parts that take longer come after the page. */
  async function parts() {
    for (const part of all('[data-load]')) {
      try {
        const reply = await fetch(part.dataset.load, { headers: { Accept: 'text/html' } });
        if (!reply.ok) throw new Error(String(reply.status));
        part.innerHTML = await reply.text();
        part.dispatchEvent(new CustomEvent('ballast-part', { bubbles: true }));
        times(part);
        tools(part);
        part.dataset.loaded = '';
      } catch (error) {
        part.querySelector('[role=status]').textContent = 'This part did not come. Load the page again.';
      }
    }
  }

  /* A page whose figures are still being counted waits for them at the server. */
  for (const part of all('[data-again]')) setTimeout(() => location.reload(), Number(part.dataset.again));

  /* Jobs that run are asked for again; focus stays where it was. */
  function poll() {
    for (const card of all('[data-poll]')) {
      const again = async current => {
        let next = current;
        try {
          const reply = await fetch(current.dataset.poll);
          if (reply.ok) {
            const holder = make('div', '');
            holder.innerHTML = await reply.text();
            next = holder.firstElementChild;
            const focused = current.contains(document.activeElement) && document.activeElement.tagName;
            current.replaceWith(next);
            times(next);
            const again = focused && next.querySelector(focused.toLowerCase());
            if (again) again.focus();
          }
        } catch (error) { /* the server may be starting again */ }
        if (next.dataset.poll) setTimeout(() => again(next), 1000);
      };
      setTimeout(() => again(card), 500);
    }
  }

  /* An upload shows how far it is. */
  for (const form of all('form[data-upload]')) {
    form.addEventListener('submit', event => {
      event.preventDefault();
      const note = form.querySelector('[data-progress]'), button = form.querySelector('button');
      const bar = make('progress', '', { max: 100, value: 0, 'aria-label': 'upload' });
      const request = new XMLHttpRequest();
      request.open('POST', form.action);
      request.upload.addEventListener('progress', at => {
        if (!at.lengthComputable) return;
        bar.value = 100 * at.loaded / at.total;
        note.firstChild.textContent = Math.round(bar.value) + '% of ' + Math.ceil(at.total / 1048576) + ' MiB sent. ';
      });
      request.addEventListener('load', () => {
        if (request.responseURL && new URL(request.responseURL).pathname !== '/upload') {
          location.assign(request.responseURL);
          return;
        }
        const page = new DOMParser().parseFromString(request.responseText, 'text/html');
        const error = page.querySelector('.error');
        note.textContent = '';
        button.disabled = false;
        for (const old of all('.error', form)) old.remove();
        form.prepend(error || make('p', 'The server answered ' + request.status + '. Nothing was published.', { class: 'error', role: 'alert' }));
      });
      request.addEventListener('error', () => {
        note.textContent = 'The connection broke. Nothing was published. Send the file again.';
        button.disabled = false;
      });
      button.disabled = true;
      note.textContent = 'Sending. ';
      note.append(bar);
      request.send(new FormData(form));
    });
  }

  for (const button of all('[data-confirm]')) {
    button.addEventListener('click', event => { if (!confirm(button.dataset.confirm)) event.preventDefault(); });
  }
  for (const button of all('[data-act=unfold]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      button.closest('tbody').nextElementSibling.classList.remove('folded');
      button.remove();
    });
  }
  for (const pre of all('.copy pre')) {
    const button = make('button', 'Copy', { type: 'button', class: 'tool' });
    button.addEventListener('click', async () => {
      try { await navigator.clipboard.writeText(pre.textContent); button.textContent = 'Copied'; }
      catch (error) { getSelection().selectAllChildren(pre); button.textContent = 'Selected'; }
    });
    pre.after(button);
  }

  const keys = make('dialog', '', { class: 'keys', 'aria-label': 'Keys' });
  keys.append(make('h2', 'Keys'));
  const list = make('dl', '');
  for (const [key, text] of [['/', 'find a model or column'], ['j k', 'next and previous row'], ['\u2190 \u2192', 'move along a chart'],
    ['Enter', 'open the window or row'], ['Esc', 'close the panel'], ['?', 'this list']]) {
    const term = make('dt', '');
    term.append(make('kbd', key));
    list.append(term, make('dd', text));
  }
  const close = make('button', 'Close', { type: 'button' });
  close.addEventListener('click', () => keys.close());
  keys.append(list, close);
  document.body.append(keys);
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const find = document.querySelector('.find input');
    const leave = document.querySelector('.panel [data-close]');
    if (event.key === '/' && find) { event.preventDefault(); event.stopImmediatePropagation(); find.focus(); }
    else if (event.key === '?') keys.showModal();
    else if (event.key === 'Escape' && leave && !keys.open) leave.click();
    else if ((event.key === 'j' || event.key === 'k') && !document.querySelector('details.col')) {
      const rows = all('.models tbody th[scope=row] a,.job b a,.hits a').filter(row => row.offsetParent);
      const next = rows[rows.indexOf(document.activeElement) + (event.key === 'j' ? 1 : -1)] || rows[0];
      if (next) next.focus();
    }
  }, true);

  times();
  /* What reports add to charts comes first. */
  addEventListener('DOMContentLoaded', () => {
    points();
    tools();
    poll();
    parts();
    const panel = document.getElementById('window');
    const error = document.querySelector('[data-focus]');
    if (error) error.focus();
    else if (panel && location.hash === '#window') { panel.tabIndex = -1; panel.focus({ preventScroll: innerWidth > 1100 }); }
    else if (location.hash === '#time') {
      const line = document.querySelector('#time .line');
      if (line) line.focus({ preventScroll: true });
    }
  });
})();
