/// What tests ask of a page, as expressions of its language.
enum PageScripts {
    /// The figures: where each stands in the report's JSON, and its value.
    static let figures = """
        [...document.querySelectorAll("data[data-figure]")]
            .map(part => [part.dataset.figure, Number(part.value)])
        """

    /// The texts whose contrast with what is behind them is below WCAG's AA: 4.5, or 3 where they are large.
    static let faint = """
        (() => {
          const place = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
          const colour = text => {
            place.clearRect(0, 0, 1, 1);
            place.fillStyle = text;
            place.fillRect(0, 0, 1, 1);
            const [r, g, b, a] = place.getImageData(0, 0, 1, 1).data;
            return { rgb: [r, g, b], alpha: a / 255 };
          };
          const over = (top, bottom) => top.rgb.map(
            (value, i) => value * top.alpha + bottom[i] * (1 - top.alpha));
          const behind = part => {
            const layers = [];
            // A text in a chart may stand on a bar.
            const svg = part instanceof SVGElement && part.ownerSVGElement;
            if (svg) {
              const box = part.getBoundingClientRect();
              const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
              for (const bar of [...svg.querySelectorAll("rect")].reverse()) {
                const own = bar.getBoundingClientRect();
                if (x < own.left || x > own.right || y < own.top || y > own.bottom) continue;
                const layer = colour(getComputedStyle(bar).fill);
                if (layer.alpha > 0) layers.push(layer);
              }
            }
            for (let at = part; at; at = at.parentElement) {
              const layer = colour(getComputedStyle(at).backgroundColor);
              if (layer.alpha > 0) layers.push(layer);
              if (layer.alpha === 1) break;
            }
            const page = matchMedia("(prefers-color-scheme: dark)").matches ? 18 : 255;
            return layers.reverse().reduce((below, layer) => over(layer, below), [page, page, page]);
          };
          const light = rgb => {
            const [r, g, b] = rgb.map(value => {
              value /= 255;
              return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
            });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const found = [];
          for (const part of document.querySelectorAll("body *")) {
            const own = [...part.childNodes].some(
              node => node.nodeType === 3 && node.textContent.trim());
            const box = part.getBoundingClientRect();
            if (!own || box.width === 0 || part.matches("script, style, title, desc")) continue;
            if (part.checkVisibility && !part.checkVisibility({ visibilityProperty: true })) continue;
            const style = getComputedStyle(part);
            const text = colour(part instanceof SVGElement ? style.fill : style.color);
            const below = behind(part);
            const pair = [light(over(text, below)), light(below)].sort((a, b) => b - a);
            const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
            const size = parseFloat(style.fontSize);
            const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
            if (ratio < (large ? 3 : 4.5)) {
              found.push(`${part.tagName} "${part.textContent.trim().slice(0, 30)}" ${ratio.toFixed(2)}`);
            }
          }
          return [...new Set(found)].slice(0, 20);
        })()
        """

    /// What has the focus: whether it follows all that had it, can be seen, and shows that it has it.
    static let focus = """
        (() => {
          const part = document.activeElement;
          if (part === document.body) return null;
          const before = window.lastFocused;
          window.lastFocused = part;
          const style = getComputedStyle(part);
          const box = part.getBoundingClientRect();
          return {
            name: (part.getAttribute("aria-label") || part.textContent || part.tagName).trim().slice(0, 40),
            follows: !before
              || Boolean(before.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING),
            shows: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
            seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
          };
        })()
        """

    /// What of the page a reader of screens would miss: charts, pictures and fields without a name, tables
    /// without heads, headings that skip a level.
    static let unnamed = """
        (() => {
          const found = [];
          for (const part of document.querySelectorAll("svg, img, input, select, button")) {
            if (part.closest("[aria-hidden=true]") || part.parentElement.closest("svg")) continue;
            const label = part.getAttribute("aria-label") || part.getAttribute("alt")
              || part.getAttribute("aria-labelledby") || (part.labels && part.labels.length)
              || (part.tagName === "BUTTON" && part.textContent.trim())
              || part.querySelector("title") || part.getAttribute("alt") === "";
            if (!label) found.push(part.outerHTML.slice(0, 80));
          }
          for (const table of document.querySelectorAll("table")) {
            if (!table.querySelector("th")) found.push("table: " + table.textContent.slice(0, 40));
          }
          let level = 0;
          for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
            const own = Number(heading.tagName[1]);
            if (own > level + 1) found.push(`${heading.tagName} after H${level}: ${heading.textContent}`);
            level = own;
          }
          if (!document.documentElement.lang) found.push("no language");
          if (!document.querySelector("main") || !document.querySelector("nav")) found.push("no landmarks");
          return found;
        })()
        """
}
