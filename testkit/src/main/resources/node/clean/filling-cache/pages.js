'use strict';

function render(article) {
  const paragraphs = Array.from({ length: 8 }, (_, i) => `<p>Paragraph ${i} of article ${article}.</p>`);
  return { article, html: Buffer.from(paragraphs.join('\n')).toString(), renderedAt: new Date() };
}

module.exports = { render };
