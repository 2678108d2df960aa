package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** init, check, config and schema, as a person types them. */
final class ManifestVerbsTest {
  @TempDir private Path folder;

  private record Said(int exit, String out, String err) {}

  @Test
  void initMakesAFileThatCheckLikes() throws Exception {
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(folder.resolve("src/Main.java"), "void main() { }");

    var init = say("init", folder.toString());
    assertThat(init.exit()).isZero();
    assertThat(init.out()).contains("slipway.yaml written").contains("slipway check");

    var check = say("check", folder.toString());
    assertThat(check.out())
        .contains("slipway.yaml: 1 service, 0 databases, environments development");
    assertThat(check.exit()).isZero();

    var again = say("init", folder.toString());
    assertThat(again.exit()).isEqualTo(6);
    assertThat(again.err()).contains("is there already").contains("slipway init --print");
    assertThat(say("init", "--print", folder.toString()).out()).contains("# Made by slipway init");
  }

  @Test
  void initLeadsEditorsToTheSchemaThatItLeaves() throws Exception {
    say("init", folder.toString());
    var first = Files.readAllLines(folder.resolve("slipway.yaml")).getFirst();
    var named = first.replaceFirst("^# yaml-language-server: \\$schema=", "");
    assertThat(Files.readString(folder.resolve(named))).isEqualTo(say("schema").out());
  }

  @Test
  void initLaysComposeFilesOverEachOther() throws Exception {
    var base = folder.resolve("compose.yaml");
    var over = folder.resolve("prod.yaml");
    Files.writeString(base, "services: { api: { image: 'x:1', ports: ['80:80'] } }\n");
    Files.writeString(over, "services: { api: { image: 'x:2' } }\n");
    var unknown = say("init", "--print", "--from", base.toString(), "--from", over.toString());
    assertThat(unknown.err()).contains("prod.yaml is none of the files that are read");
    Files.move(over, folder.resolve("compose.prod.yaml"));
    var made =
        say(
            "init",
            "--print",
            "--from",
            base.toString(),
            "--from",
            folder.resolve("compose.prod.yaml").toString(),
            folder.toString());
    assertThat(made.out()).contains("image: x:2").contains("replaced by compose.prod.yaml:1");
  }

  @Test
  void initWritesNothingOfAFileThatCantBeRead() throws Exception {
    var compose = folder.resolve("compose.yaml");
    assertThat(say("init", "--from", compose.toString(), folder.toString()).err())
        .contains("compose.yaml is not there");
    Files.writeString(compose, "services: [\n");
    var said = say("init", "--from", compose.toString(), folder.toString());
    assertThat(said.exit()).isEqualTo(4);
    assertThat(said.err()).contains("compose.yaml:1 can't be read").contains("nothing was written");
    assertThat(folder.resolve("slipway.yaml")).doesNotExist();
  }

  @Test
  void checkTellsAllMistakes() throws Exception {
    Files.writeString(
        folder.resolve("slipway.yaml"), "app: Erp\nservices: { web: { strat: x } }\n");

    var check = say("check", folder.toString());

    assertThat(check.exit()).isEqualTo(4);
    assertThat(check.err())
        .contains("slipway.yaml:1:6")
        .contains("write erp")
        .contains("did you mean \"start\"?")
        .contains("mistakes. Nothing was changed.");
  }

  @Test
  void configAndSchema() throws Exception {
    Files.writeString(
        folder.resolve("slipway.yaml"), "app: erp\nservices: { web: { start: x } }\n");

    assertThat(say("config", "show", "--file", folder.toString()).out()).startsWith("app: erp");
    assertThat(say("config", "show", "--resolved", "--file", folder.toString()).out())
        .contains("replicas: 1")
        .contains("interval: 1s");
    assertThat(say("config", "show", "prod", "--resolved", "--file", folder.toString()).err())
        .contains("erp has no environment \"prod\"")
        .contains("it has development");
    Files.writeString(
        folder.resolve("slipway.yaml"),
        "app: erp\nservices: { web: { source: elsewhere, start: x } }\n");
    assertThat(say("config", "show", "--resolved", "--file", folder.toString()).out())
        .contains("source: elsewhere");
    Files.write(folder.resolve("slipway.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(say("config", "show", "--file", folder.toString()).err()).contains("UTF-16");
    assertThat(say("schema").out()).startsWith("{").contains("\"$defs\"").endsWith("}\n");
  }

  private static Said say(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var exit =
        Main.run(
            new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false),
            words);
    return new Said(exit, out.toString(), err.toString());
  }
}
