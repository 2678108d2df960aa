package dev.slipway.web.draw;

/** Writes SVG with as few characters as it needs; texts are escaped, looks come from the style. */
final class Svg {
  private final StringBuilder text = new StringBuilder();

  Svg(String style, int width, int height, String label) {
    text.append("<svg class=\"%s\" viewBox=\"0 0 %d %d\" ".formatted(style, width, height));
    if (label.isEmpty()) {
      text.append("aria-hidden=\"true\"");
    } else {
      text.append("role=\"img\" aria-label=\"").append(escape(label)).append('"');
    }
    text.append(" preserveAspectRatio=\"none\">");
  }

  void add(String shape) {
    text.append(shape);
  }

  /** A coordinate: a tenth of a unit is finer than a screen shows. */
  static String at(double value) {
    var rounded = Math.round(value * 10) / 10.0;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return text + "</svg>";
  }
}
