package dev.slipway.edge.head;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a head that is being written; one for each event loop, used again and again. */
public final class HeadBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[4096];
  private int length;

  public HeadBuffer clear() {
    length = 0;
    return this;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public HeadBuffer add(byte[] source) {
    return add(source, 0, source.length);
  }

  /** Appends {@code source[from..to)}. */
  public HeadBuffer add(byte[] source, int from, int to) {
    var count = to - from;
    room(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
    return this;
  }

  public HeadBuffer add(String ascii) {
    room(ascii.length());
    for (var i = 0; i < ascii.length(); i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  public HeadBuffer add(char ascii) {
    room(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  public HeadBuffer addDecimal(long number) {
    if (number < 10) {
      return add((char) ('0' + number));
    }
    room(20);
    var digits = 0;
    for (var rest = number; rest > 0; rest /= 10) {
      digits++;
    }
    var at = length + digits;
    for (var rest = number; rest > 0; rest /= 10) {
      bytes[--at] = (byte) ('0' + rest % 10);
    }
    length += digits;
    return this;
  }

  /** The number's 16 hexadecimal digits. */
  public HeadBuffer addHex(long number) {
    room(16);
    for (var shift = 60; shift >= 0; shift -= 4) {
      bytes[length++] = HEX[(int) (number >>> shift) & 15];
    }
    return this;
  }

  public HeadBuffer addLine(byte[] nameAndColon, byte[] value, int from, int to) {
    return add(nameAndColon).add(value, from, to).add('\r').add('\n');
  }

  public void writeTo(ByteBuf target) {
    target.writeBytes(bytes, 0, length);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
