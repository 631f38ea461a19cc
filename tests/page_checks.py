"""What is asked of any page in a browser: contrast, structure, and that nothing overflows."""

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 400, "height": 800}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# WCAG 2.1, 1.4.3: contrast of every piece of text against the nearest background that is painted.
CONTRAST = """() => {
  const channel = c => (c /= 255) <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
  const behind = node => {
    for (let n = node; n; n = n.parentElement) {
      const found = parts(getComputedStyle(n).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const weak = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement, style = getComputedStyle(node);
    if (!walk.currentNode.data.trim() || !node.getClientRects().length) continue;
    const [a, b] = [light(parts(style.color)), light(behind(node))].sort((x, y) => y - x);
    const large = parseFloat(style.fontSize) >= (style.fontWeight >= 700 ? 18.66 : 24);
    const ratio = (a + .05) / (b + .05);
    if (ratio < (large ? 3 : 4.5)) weak.push([walk.currentNode.data.trim(), ratio]);
  }
  return weak;
}"""
STRUCTURE = """() => ({
  language: document.documentElement.lang,
  title: document.title,
  headings: [...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1]),
  landmarks: ['header', 'main', 'nav', 'aside', 'footer'].map(name => document.querySelectorAll(name).length),
  blind: [...document.querySelectorAll('img')].filter(i => i.alt.length < 40 || !i.complete || !i.naturalWidth).length,
  lost: [...document.querySelectorAll('a')].filter(a => !document.querySelector(a.getAttribute('href'))).length,
  twice: [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, k, all) => all.indexOf(id) != k),
  nameless: [...document.querySelectorAll('[role=region],nav,aside,main > section')].filter(e =>
    !e.getAttribute('aria-label') && !document.getElementById(e.getAttribute('aria-labelledby'))).length,
  headless: [...document.querySelectorAll('table')].filter(t => !t.querySelector('th[scope=col]')).length,
  stuck: [...document.querySelectorAll('.box')].filter(b => b.tabIndex != 0).length,
})"""


def widths(window):
    """How far the page runs over a screen and a phone, in dots."""
    found = []
    for size in (WIDE, NARROW):
        window.set_viewport_size(size)
        found.append(window.evaluate(OVERFLOW))
    return found
