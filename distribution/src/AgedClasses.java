import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Lifts the class files of a jar to Java 8's version, with the stack maps that it asks for. The
 * start-up cache leaves out classes older than Java 6, and picocli is built for Java 5: without
 * this, it would be read and verified anew by every call.
 */
final class AgedClasses {
  private static final int MAJOR_VERSION_AT = 7;
  private static final int OLDEST_CACHED = 50;

  private AgedClasses() {}

  public static void main(String[] jars) throws IOException {
    for (var jar : jars) {
      lift(Path.of(jar));
    }
  }

  private static void lift(Path jar) throws IOException {
    var aside = jar.resolveSibling(jar.getFileName() + ".aside");
    try (var from = new JarFile(jar.toFile());
        var to = new JarOutputStream(Files.newOutputStream(aside))) {
      var lifting = lifting(from);
      for (var entry : (Iterable<JarEntry>) from.stream()::iterator) {
        var bytes = from.getInputStream(entry).readAllBytes();
        var copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        to.putNextEntry(copy);
        to.write(isAged(entry, bytes) ? lifted(lifting, bytes) : bytes);
        to.closeEntry();
      }
    }
    Files.move(aside, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isAged(JarEntry entry, byte[] bytes) {
    return entry.getName().endsWith(".class") && bytes[MAJOR_VERSION_AT] < OLDEST_CACHED;
  }

  /** Stack maps need to know which class extends which; the jar itself is asked first. */
  private static ClassFile lifting(JarFile jar) {
    var ofJar =
        ClassHierarchyResolver.ofResourceParsing(
            type -> {
              var name = type.descriptorString();
              var entry = jar.getJarEntry(name.substring(1, name.length() - 1) + ".class");
              try {
                return entry == null ? null : jar.getInputStream(entry);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    return ClassFile.of(
        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
        ClassFile.ClassHierarchyResolverOption.of(
            ofJar.orElse(ClassHierarchyResolver.defaultResolver())));
  }

  private static byte[] lifted(ClassFile lifting, byte[] bytes) {
    // A body that nobody touches is copied as it is, so each is taken apart and put together.
    var bodies =
        ClassTransform.transformingMethodBodies((builder, element) -> builder.with(element));
    var version = ClassTransform.endHandler(type -> type.withVersion(ClassFile.JAVA_8_VERSION, 0));
    return lifting.transformClass(lifting.parse(bytes), bodies.andThen(version));
  }
}
