package dev.slipway.manifest.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a configuration file, refused with the reason when it can't be one. */
public final class SourceText {
  /** A manifest of 500 services has about 200 KB; past this somebody named the wrong file. */
  public static final int MOST_BYTES = 1 << 20;

  private SourceText() {}

  public static String read(Path file) throws TreeException {
    try {
      if (Files.isDirectory(file)) {
        throw unreadable(file.getFileName() + " is a folder", "name the file itself");
      }
      var size = Files.size(file);
      if (size > MOST_BYTES) {
        throw tooLarge(size);
      }
      return decode(Files.readAllBytes(file));
    } catch (NoSuchFileException missing) {
      throw unreadable(
          "there is no such file", "run slipway init, which makes it from what is in the folder");
    } catch (IOException e) {
      throw unreadable("the file can't be read: " + e.getMessage(), "check who may read it");
    }
  }

  /** Decodes UTF-8, with or without its mark at the start. */
  public static String decode(byte[] bytes) throws TreeException {
    if (bytes.length > MOST_BYTES) {
      throw tooLarge(bytes.length);
    }
    if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      throw wrongEncoding("is UTF-16");
    }
    var start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
              .toString();
    } catch (CharacterCodingException e) {
      throw wrongEncoding("is not UTF-8 (byte " + firstBad(bytes, start) + ")");
    }
    if (text.indexOf('\0') >= 0) {
      throw wrongEncoding("has zero bytes: it is no text");
    }
    return text;
  }

  /** The first byte that no UTF-8 text could have there, counted from 1. */
  private static int firstBad(byte[] bytes, int start) {
    var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    var input = ByteBuffer.wrap(bytes, start, bytes.length - start);
    var output = java.nio.CharBuffer.allocate(bytes.length + 1);
    decoder.decode(input, output, true);
    return input.position() + 1;
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (var i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static TreeException tooLarge(long size) {
    return unreadable(
        "the file has " + size + " bytes, more than the " + MOST_BYTES + " that are read",
        "is it the right file? A manifest of 500 services has about 200 KB");
  }

  private static TreeException wrongEncoding(String fact) {
    return unreadable("the file " + fact, "save it as UTF-8");
  }

  private static TreeException unreadable(String fact, String hint) {
    return new TreeException(Place.START, "SLIP-1001", fact, hint);
  }
}
