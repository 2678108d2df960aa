package dev.slipway.web.draw;

import io.nayuki.qrcodegen.QrCode;

/** A QR code as a picture inside the page: what it says never leaves for somebody else's server. */
public final class QrPicture {
  /** The light margin that readers need, in modules. */
  private static final int MARGIN = 4;

  private QrPicture() {}

  /**
   * Black on white in both themes: many readers don't see the reverse.
   *
   * @param label says what it is to who can't see it
   */
  public static String draw(String text, String label) {
    var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    var side = code.size + 2 * MARGIN;
    var modules = new StringBuilder();
    for (var y = 0; y < code.size; y++) {
      for (var x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          modules.append('M').append(x + MARGIN).append(' ').append(y + MARGIN).append("h1v1h-1z");
        }
      }
    }
    return """
        <svg class="qr" viewBox="0 0 %1$d %1$d" role="img" aria-label="%2$s" \
        shape-rendering="crispEdges"><path class="light" d="M0 0h%1$dv%1$dH0z"/>\
        <path class="dark" d="%3$s"/></svg>"""
        .formatted(side, Svg.escape(label), modules);
  }
}
