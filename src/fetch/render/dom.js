// Runs in the browser after a page has settled, in a world of its own that the page's scripts cannot touch.
// Gives the DOM as HTML in which inline styles say what is seen, as the browser has computed it, and nothing else about
// styles is left: style sheets, and the page's own inline styles, are taken out.
(limit) => {
  'use strict';
  const TRANSPARENT = 0.05;
  const UNREADABLE = 2;
  const SKIPPED = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'LINK', 'META', 'TITLE', 'BASE']);
  const BLOCKS = new Set(('ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE ' +
    'FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL')
    .split(' '));
  // Class names that mean "shut" to whoever cannot see what the style sheets make of them.
  const SHUT = ['collapse', 'tab-pane', 'accordion-collapse'];

  const colour = (text) => {
    const numbers = (text.match(/[\d.]+%?/g) || []).map(parseFloat);
    return text.startsWith('rgb') && numbers.length >= 3
      ? { rgb: numbers.slice(0, 3), alpha: numbers.length > 3 ? numbers[3] : 1 }
      : null;
  };
  // What stands behind an element's text; null where a picture or something else makes that unknown.
  const behind = (element, style, outer) => {
    if (style.backgroundImage !== 'none') return null;
    const own = colour(style.backgroundColor);
    if (!own) return null;
    if (own.alpha >= 0.95) return own;
    if (own.alpha > 0) return null;
    // What is laid over something else stands before whatever that is.
    return style.position === 'absolute' || style.position === 'fixed' ? null : outer;
  };
  const drowned = (style, background) => {
    const clipped = style.webkitBackgroundClip === 'text' || style.backgroundClip === 'text';
    const fill = colour(style.webkitTextFillColor || style.color) || colour(style.color);
    if (clipped || !fill) return false;
    if (fill.alpha <= TRANSPARENT) return style.textShadow === 'none';
    return background !== null && style.textShadow === 'none' &&
      fill.rgb.every((part, index) => Math.abs(part - background.rgb[index]) <= 8);
  };
  // Whether a text has no place on the page that anybody can scroll to.
  const lost = (text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
    if (boxes.length === 0) return 'clip-path:inset(100%)';
    const gone = boxes.every((box) =>
      box.right + scrollX <= 0 || box.bottom + scrollY <= 0 || box.left + scrollX > width || box.top + scrollY > height);
    return gone ? 'position:absolute;left:-9999px' : '';
  };

  const root = document.documentElement;
  if (!root || !document.body) return null;
  const width = Math.max(root.scrollWidth, innerWidth);
  const height = Math.max(root.scrollHeight, innerHeight);
  const styles = [];
  const texts = [];
  const roots = [];
  const start = { visibility: 'visible', small: false, drowned: false, background: { rgb: [255, 255, 255], alpha: 1 }, folded: false };

  const children = (element) => [...(element.shadowRoot ? element.shadowRoot.childNodes : []), ...element.childNodes];
  const stack = [[document.body, start]];
  while (stack.length > 0) {
    const [element, outer] = stack.pop();
    if (element.shadowRoot) roots.push(element.shadowRoot);
    const style = getComputedStyle(element);
    const said = [];
    const isBody = element === document.body;
    if (style.display === 'none') {
      styles.push([element, 'display:none']);
      continue;
    }
    const inline = style.display === 'inline' || style.display === 'contents';
    const display = inline ? 'inline' : style.display.startsWith('inline') ? 'inline-block' : 'block';
    const usual = BLOCKS.has(element.tagName) ? 'block' : 'inline';
    if (element.hasAttribute('class') || element.hidden || element.tagName === 'DIALOG') {
      // Whatever its names say to others, the browser shows it in its place.
      said.push(`display:${display}`, 'position:static');
    } else if (display !== usual) {
      said.push(`display:${display}`);
    }
    const visibility = style.visibility === 'visible' ? 'visible' : 'hidden';
    if (visibility !== outer.visibility) said.push(`visibility:${visibility}`);
    if (parseFloat(style.opacity) < 0.5) said.push(`opacity:${style.opacity}`);
    if (style.filter.includes('opacity(0')) said.push('opacity:0');
    const small = parseFloat(style.fontSize) <= UNREADABLE;
    if (small !== outer.small) said.push(small ? 'font-size:0' : 'font-size:16px');
    const background = behind(element, style, outer.background);
    const isDrowned = drowned(style, background);
    if (isDrowned !== outer.drowned) said.push(isDrowned ? 'color:transparent' : 'color:#000');
    if (style.clipPath !== 'none') said.push(`clip-path:${style.clipPath}`);
    const placed = style.position === 'absolute' || style.position === 'fixed';
    const nothing = placed && /^rect\((0px|1px|auto),? (0px|1px),? (0px|1px)/.test(style.clip);
    const cut = !inline && !isBody && /hidden|clip/.test(style.overflowX + style.overflowY) &&
      (element.clientWidth <= 1 || element.clientHeight <= 1);
    if (nothing || cut) said.push('clip-path:inset(100%)');
    styles.push([element, said.join(';')]);

    const shut = element.tagName === 'DETAILS' && !element.open;
    const inner = { visibility, small, drowned: isDrowned, background, folded: outer.folded || shut };
    for (const child of children(element)) {
      if (child.nodeType === Node.ELEMENT_NODE) {
        const seen = child.tagName === 'SUMMARY' && shut ? { ...inner, folded: outer.folded } : inner;
        if (!SKIPPED.has(child.tagName)) stack.push([child, seen]);
      } else if (child.nodeType === Node.TEXT_NODE && !inner.folded && child.data.trim() !== '') {
        const why = lost(child);
        if (why) texts.push([child, why]);
      }
    }
  }

  for (const [text, why] of texts) {
    if (!text.parentNode || text.parentNode.namespaceURI !== 'http://www.w3.org/1999/xhtml') continue;
    const wrapper = document.createElement('span');
    wrapper.setAttribute('style', why);
    text.replaceWith(wrapper);
    wrapper.append(text);
  }
  for (const [element, said] of styles) {
    if (said.startsWith('display:') && !said.startsWith('display:none')) element.classList.remove(...SHUT);
    if (said) element.setAttribute('style', said);
    else element.removeAttribute('style');
  }
  for (const place of [document, ...roots]) {
    place.querySelectorAll('style, link[rel~="stylesheet" i], script:not([type*="json" i])').forEach((node) => node.remove());
  }
  const shell = root.cloneNode(false).outerHTML;
  const html = '<!doctype html>\n' + shell.slice(0, shell.lastIndexOf('</')) +
    root.getHTML({ serializableShadowRoots: true, shadowRoots: roots }) + '</html>\n';
  return html.length > limit ? null : html;
}
