// Zooming and searching; the graph itself stands without a script.
for (const graph of document.querySelectorAll('.flame')) {
  const form = graph.querySelector('form');
  const search = graph.querySelector('input');
  const found = graph.querySelector('output');
  const frames = [...graph.querySelectorAll('.frame')].map(node => ({
    node,
    x: parseFloat(node.getAttribute('x')),
    y: +node.getAttribute('y'),
    width: parseFloat(node.getAttribute('width')),
    name: node.querySelector('title').textContent,
  }));

  function zoom(to) {
    for (const frame of frames) {
      // What lies above leads to it, and becomes as wide as the graph.
      const above = frame.y < to.y && frame.x <= to.x + 1e-3 && frame.x + frame.width >= to.x + to.width - 1e-3;
      const within = frame.y >= to.y && frame.x >= to.x - 1e-3 && frame.x + frame.width <= to.x + to.width + 1e-3;
      frame.node.classList.toggle('out', !above && !within);
      frame.node.setAttribute('x', above ? '0%' : (frame.x - to.x) / to.width * 100 + '%');
      frame.node.setAttribute('width', above ? '100%' : frame.width / to.width * 100 + '%');
    }
  }

  for (const frame of frames) {
    frame.node.setAttribute('tabindex', 0);
    frame.node.setAttribute('role', 'button');
    frame.node.setAttribute('aria-label', frame.name);
    frame.node.addEventListener('click', () => zoom(frame));
    frame.node.addEventListener('keydown', event => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        zoom(frame);
      }
    });
  }
  search.addEventListener('input', () => {
    const wanted = search.value.toLowerCase();
    let hits = 0;
    for (const frame of frames) {
      const hit = wanted !== '' && frame.name.toLowerCase().includes(wanted);
      frame.node.classList.toggle('hit', hit);
      hits += hit;
    }
    found.textContent = wanted === '' ? '' : hits + ' found';
  });
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('reset', () => {
    zoom(frames[0]);
    frames.forEach(frame => frame.node.classList.remove('hit'));
    found.textContent = '';
  });
  form.hidden = false;
}
