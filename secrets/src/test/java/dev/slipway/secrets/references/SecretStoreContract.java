package dev.slipway.secrets.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every outside store promises; each is run against a server that speaks its HTTP. */
abstract class SecretStoreContract {

  /** Connected with good credentials. */
  abstract SecretStore store();

  /** Connected with credentials that the store doesn't accept. */
  abstract SecretStore stranger();

  /** Connected to a port where nobody listens. */
  abstract SecretStore unreachable();

  /** A document with the fields user=erp and password=s3cret, under this name. */
  abstract String document();

  abstract int requestsSeen();

  private SecretReference reference(String rest) {
    return SecretReference.parse(store().scheme() + ":" + rest);
  }

  private String read(SecretStore store, SecretReference reference) {
    return new OutsideStores(List.of(store)).resolve(List.of(reference)).get(reference).reveal();
  }

  @Test
  void readsAField() {
    assertThat(read(store(), reference(document() + "#password"))).isEqualTo("s3cret");
  }

  @Test
  void readsSeveralFieldsInOneRequest() {
    var user = reference(document() + "#user");
    var password = reference(document() + "#password");
    var before = requestsSeen();
    var values = new OutsideStores(List.of(store())).resolve(List.of(user, password));
    assertThat(values.get(user).reveal()).isEqualTo("erp");
    assertThat(values.get(password).reveal()).isEqualTo("s3cret");
    assertThat(requestsSeen() - before).isEqualTo(1);
  }

  @Test
  void suggestsTheFieldThatWasMeant() {
    var reference = reference(document() + "#pasword");
    assertThatThrownBy(() -> read(store(), reference))
        .hasMessageContaining("SLIP-7312 " + reference + " has no field pasword")
        .hasMessageContaining("did you mean #password?")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void saysThatNothingIsThere() {
    var reference = reference(document() + "-gone#password");
    assertThatThrownBy(() -> read(store(), reference))
        .hasMessageContaining("SLIP-7316 " + reference.document());
  }

  @Test
  void saysThatAccessIsDenied() {
    assertThatThrownBy(() -> read(stranger(), reference(document() + "#password")))
        .hasMessageContaining("SLIP-7317");
  }

  @Test
  void saysThatTheStoreDoesNotAnswer() {
    assertThatThrownBy(() -> read(unreachable(), reference(document() + "#password")))
        .hasMessageContaining("SLIP-7315")
        .hasMessageContaining("can't be reached");
  }

  @Test
  void tellsAllThatCouldNotBeReadAtOnce() {
    var references =
        List.of(
            reference(document() + "#password"),
            reference(document() + "#one"),
            reference(document() + "-gone#two"));
    assertThatThrownBy(() -> new OutsideStores(List.of(store())).resolve(references))
        .hasMessageContaining("SLIP-7314 2 of 3 references can't be read")
        .hasMessageContaining("#one")
        .hasMessageContaining("-gone");
  }
}
