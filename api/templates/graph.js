"use strict";
const network = new vis.Network(document.getElementById("mynetwork"), { nodes, edges }, options);
const panel = document.getElementById("panel");
const filter = document.getElementById("filter");
const plain = new Map(nodes.get().map((node) => [node.id, { color: node.color, font: node.font }]));
const plainEdges = new Map(edges.get().map((edge) => [edge.id, edge.color]));

network.on("beforeDrawing", (context) => {
  context.textAlign = "center";
  for (const heading of headings) {
    context.fillStyle = heading.colour;
    context.font = "600 24px system-ui, sans-serif";
    context.fillText(heading.text, heading.x, top_edge - 46);
    context.fillStyle = "#555";
    context.font = "16px system-ui, sans-serif";
    context.fillText(heading.caption, heading.x, top_edge - 24);
  }
});

function fit() {
  const boxes = nodes.getIds().map((id) => network.getBoundingBox(id));
  if (!boxes.length) return;
  const left = Math.min(...boxes.map((box) => box.left)), right = Math.max(...boxes.map((box) => box.right));
  const top = top_edge - 80, bottom = Math.max(...boxes.map((box) => box.bottom));
  const view = document.getElementById("mynetwork");
  const whole = Math.min(view.clientWidth / (right - left + 40), view.clientHeight / (bottom - top + 30), 1.2);
  // Below this scale the names cannot be read: rather start at the top and let the reader drag.
  const scale = Math.max(whole, Math.min(0.5, view.clientWidth / (right - left + 40)));
  const middle = scale > whole ? top + view.clientHeight / scale / 2 : (top + bottom) / 2;
  network.moveTo({ position: { x: (left + right) / 2, y: middle }, scale });
}

function reach(start, follow) {
  const found = new Set(start), queue = [...start];
  while (queue.length) {
    for (const next of follow(queue.pop())) if (!found.has(next)) { found.add(next); queue.push(next); }
  }
  return found;
}

// Everything on a road through the start: what leads to it and what it leads to.
function roads(start) {
  const before = reach(start, (id) => edges.get({ filter: (edge) => edge.to === id }).map((edge) => edge.from));
  const after = reach(start, (id) => edges.get({ filter: (edge) => edge.from === id }).map((edge) => edge.to));
  return { nodes: new Set([...before, ...after]),
           edge: (edge) => (before.has(edge.from) && before.has(edge.to)) || (after.has(edge.from) && after.has(edge.to)) };
}

function highlight(start) {
  const lit = start ? roads(start) : null;
  nodes.update(nodes.get().map((node) => ({ id: node.id, opacity: !lit || lit.nodes.has(node.id) ? 1 : 0.16,
    font: { ...plain.get(node.id).font, color: !lit || lit.nodes.has(node.id) ? "#1a1a1a" : "#1a1a1a30" } })));
  edges.update(edges.get().map((edge) => {
    const color = plainEdges.get(edge.id);
    return { id: edge.id, color: { ...color, opacity: !lit ? color.opacity : lit.edge(edge) ? 0.85 : 0.05 } };
  }));
}

function show(item, kind) {
  panel.querySelector("h2").textContent = item.name;
  panel.querySelector(".kind").textContent = kind;
  panel.querySelector(".more").textContent = item.more ? `and ${item.more} more sentences` : "";
  panel.querySelector("ol").replaceChildren(...item.quotes.map((id) => {
    const line = document.createElement("li"), quote = quotes[id];
    line.append(`“${quote.text}”`);
    for (const cited of quote.citations) {
      const cite = document.createElement("cite");
      cite.append(`[${cited.n}] ${cited.label}`);
      if (cited.doi) {
        const link = document.createElement("a");
        link.setAttribute("href", `https://doi.org/${encodeURI(cited.doi)}`);
        link.textContent = cited.doi;
        cite.append(" · ", link);
      }
      line.append(cite);
    }
    const place = document.createElement("cite");
    place.textContent = quote.place;
    line.append(place);
    return line;
  }));
  open(true);
}

function open(wanted) {
  for (const hover of document.querySelectorAll(".vis-tooltip")) hover.style.visibility = "hidden";
  if (panel.hidden !== wanted) return;
  panel.hidden = !wanted;
  document.getElementById("main").classList.toggle("reading", wanted);
  network.setSize("100%", "100%");
  network.redraw();
  fit();
}

function reset() {
  filter.value = "";
  open(false);
  network.unselectAll();
  highlight(null);
}

network.on("click", ({ nodes: [node], edges: [edge] }) => {
  if (node !== undefined) {
    const item = nodes.get(node);
    highlight([node]);
    show(item, `${item.kind} · ${item.works === 1 ? "1 work" : item.works + " works"}`);
  } else if (edge !== undefined) {
    const item = edges.get(edge);
    highlight(null);
    show(item, item.quotes.length ? "The sentences that say so" : "General knowledge of the field: no sentence that was read says so");
  } else reset();
});
filter.addEventListener("input", () => {
  const wanted = filter.value.trim().toLowerCase();
  highlight(wanted ? nodes.getIds({ filter: (node) => node.name.toLowerCase().includes(wanted) }) : null);
});
document.getElementById("reset").addEventListener("click", () => { reset(); fit(); });
document.getElementById("close").addEventListener("click", reset);
window.addEventListener("resize", fit);
network.once("afterDrawing", fit);
