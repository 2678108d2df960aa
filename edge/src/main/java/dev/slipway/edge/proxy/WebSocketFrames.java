package dev.slipway.edge.proxy;

import io.netty.buffer.ByteBuf;

/**
 * Follows the frames of a WebSocket as they pass, so that it is known where one ends and another
 * may be put in. Looks at heads only.
 */
final class WebSocketFrames {
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final int MASK_BYTES = 4;

  private int headBytes;
  private int headLength = 2;
  private long length;
  private boolean masked;
  private long left;

  /** Whether the next byte begins a frame. */
  boolean atBoundary() {
    return headBytes == 0 && left == 0;
  }

  /**
   * Follows the buffer's bytes without consuming them.
   *
   * @return how many bytes lead to the first boundary in it (0 when there is one already), or -1
   */
  int follow(ByteBuf part) {
    var first = atBoundary() ? 0 : -1;
    var at = part.readerIndex();
    var end = part.writerIndex();
    while (at < end) {
      if (left > 0) {
        var passed = (int) Math.min(left, end - at);
        left -= passed;
        at += passed;
      } else {
        head(part.getByte(at++) & 0xff);
      }
      if (first < 0 && atBoundary()) {
        first = at - part.readerIndex();
      }
    }
    return first;
  }

  private void head(int next) {
    if (headBytes == 1) {
      masked = (next & MASKED) != 0;
      length = next & LENGTH;
      var more = length == TWO_BYTES ? 2 : length == EIGHT_BYTES ? 8 : 0;
      headLength = 2 + more + (masked ? MASK_BYTES : 0);
      length = more > 0 ? 0 : length;
    } else if (headBytes >= 2 && headBytes < headLength - (masked ? MASK_BYTES : 0)) {
      length = length << 8 | next;
    }
    headBytes++;
    if (headBytes >= 2 && headBytes == headLength) {
      left = Math.max(0, length);
      headBytes = 0;
      headLength = 2;
    }
  }
}
