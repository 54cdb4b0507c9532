package io.beltline.extension.zpages;

import io.beltline.model.Slice;
import io.beltline.transport.http.HttpResponse;
import java.util.List;

/** One HTML page under construction. Every text is escaped. */
final class Page {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--line:#8884;--soft:#8881}
      body{font:15px/1.5 system-ui,sans-serif;max-width:64rem;margin:0 auto;padding:1.5rem}
      nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem;border-bottom:1px solid var(--line);
      padding-bottom:.75rem;margin-bottom:1.5rem}
      h1{font-size:1.5rem;margin:0 0 1rem}
      table{border-collapse:collapse;width:100%}
      th,td{text-align:left;vertical-align:top;padding:.4rem .75rem;
      border-bottom:1px solid var(--line)}
      th{font-weight:600}
      pre{background:var(--soft);padding:1rem;overflow:auto;border-radius:.4rem}
      code,pre{font:13px/1.5 ui-monospace,monospace}
      .good{color:#188038}.bad{color:#c5221f}.soft{opacity:.7}
      @media (prefers-color-scheme:dark){.good{color:#81c995}.bad{color:#f28b82}}
      """;

  private final StringBuilder html = new StringBuilder(4096);

  Page(String title, List<String> pages) {
    html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>")
        .append(escape(title))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body><nav>");
    for (String page : pages) {
      html.append("<a href=\"/debug/").append(page).append("\">").append(page).append("</a>");
    }
    html.append("</nav><h1>").append(escape(title)).append("</h1>");
  }

  Page paragraph(String text) {
    html.append("<p>").append(escape(text)).append("</p>");
    return this;
  }

  Page code(String text) {
    html.append("<pre>").append(escape(text)).append("</pre>");
    return this;
  }

  Page table(List<String> headings, List<List<Cell>> rows) {
    html.append("<table>");
    if (!headings.isEmpty()) {
      html.append("<thead><tr>");
      headings.forEach(
          each -> html.append("<th scope=\"col\">").append(escape(each)).append("</th>"));
      html.append("</tr></thead>");
    }
    html.append("<tbody>");
    for (List<Cell> row : rows) {
      html.append("<tr>");
      for (Cell cell : row) {
        html.append("<td");
        if (!cell.look().isEmpty()) {
          html.append(" class=\"").append(cell.look()).append('"');
        }
        html.append('>').append(escape(cell.text()).replace("\n", "<br>")).append("</td>");
      }
      html.append("</tr>");
    }
    html.append("</tbody></table>");
    return this;
  }

  HttpResponse response() {
    return HttpResponse.of(200, "text/html; charset=utf-8", Slice.utf8(html + "</body></html>"))
        .with("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
        .with("cache-control", "no-store")
        .compressed();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * A cell of a table.
   *
   * @param text the text; line breaks stay
   * @param look good, bad, soft, or empty
   */
  record Cell(String text, String look) {
    static Cell of(String text) {
      return new Cell(text, "");
    }
  }
}
