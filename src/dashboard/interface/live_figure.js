// Draws a plotly figure and keeps it, so that a touch moves its marks instead of building it anew.
const scripts = new Map();

function plotly(address) {
  if (!scripts.has(address)) {
    scripts.set(address, new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => done(window.Plotly);
      script.onerror = () => failed(new Error(`${address} could not be loaded`));
      document.head.append(script);
    }));
  }
  return scripts.get(address);
}

// Few ticks, and a title in as many lines as it has parts.
function few(axis) {
  const { title } = axis;
  return { ...axis, nticks: 3, tickangle: 0, title: title?.text ? { ...title, text: title.text.replaceAll(", ", ",<br>") } : title };
}

// On a phone, long names beside the lines and a title beside the axis would leave the lines no room.
function fitting(layout, width) {
  if (width >= 560) return layout;
  const { yaxis, yaxis2, margin, annotations } = layout;
  const days = Object.keys(layout).filter((key) => key.startsWith("xaxis"));
  const narrow = { ...layout, ...Object.fromEntries(days.map((key) => [key, few(layout[key])])) };
  if (!annotations?.some(({ name }) => name)) return narrow;
  return {
    ...narrow,
    margin: { ...margin, r: 128 },
    yaxis: { ...yaxis, title: undefined },
    ...(yaxis2 && { yaxis2: { ...yaxis2, tickfont: { ...yaxis2.tickfont, size: 11 } } }),
    annotations: annotations.map((one) => one.name ? { ...one, text: one.name, ax: one.ax && 10, font: { ...one.font, size: 12 } } : one),
  };
}

export default function ({ parentElement, data, setTriggerValue }) {
  const box = parentElement.querySelector(".live-figure");
  const told = JSON.parse(new TextDecoder().decode(data));
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", told.alt);
  box.style.height = `${told.figure.layout.height}px`;
  box.wanted = told;
  plotly(told.script).then(async (Plotly) => {
    if (box.wanted !== told) return; // a later touch has overtaken this one
    const height = Math.max(box.clientHeight, told.figure.layout.height); // present mode asks for more
    const layout = { ...fitting(told.figure.layout, box.clientWidth), height };
    await Plotly.react(box, told.figure.data, layout, { displayModeBar: false });
    box.removeAllListeners("plotly_click");
    box.on("plotly_click", ({ points }) => {
      const event = points[0]?.customdata?.[0];
      if (event) setTriggerValue("clicked", event);
    });
    if (!box.sized) {
      box.sized = new ResizeObserver(() => {
        const off = Math.max(Math.abs(box.clientWidth - box._fullLayout.width), Math.abs(box.clientHeight - box._fullLayout.height));
        if (box.clientWidth && off > 1) Plotly.Plots.resize(box);
      });
      box.sized.observe(box);
    }
  }).catch((error) => { box.textContent = `The figure cannot be drawn: ${error.message}. ${told.alt}`; });
  return () => {
    box.sized?.disconnect();
    window.Plotly?.purge(box);
  };
}
