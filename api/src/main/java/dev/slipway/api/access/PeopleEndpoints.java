package dev.slipway.api.access;

import dev.slipway.access.Access;
import dev.slipway.access.credentials.OpaqueSecret;
import dev.slipway.access.people.Grant;
import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Person;
import dev.slipway.access.people.Role;
import dev.slipway.access.people.Scope;
import dev.slipway.access.session.OneTimeSecrets.Purpose;
import dev.slipway.api.Call;
import dev.slipway.api.Endpoint;
import dev.slipway.api.ShownOnce;
import dev.slipway.protocol.access.ChangeGrant;
import dev.slipway.protocol.access.DefineRole;
import dev.slipway.protocol.access.InvitePerson;
import dev.slipway.protocol.access.OneTimeLink;
import dev.slipway.protocol.access.PersonList;
import dev.slipway.protocol.access.RoleList;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who has an account, and which roles they hold. */
public final class PeopleEndpoints {
  private static final String ONE = "/v1/people/{person}";

  private final Access access;
  private final Supplier<String> address;
  private final InstantSource clock;

  /**
   * @param address where browsers reach the dashboard, known once the server listens
   */
  public PeopleEndpoints(Access access, Supplier<String> address, InstantSource clock) {
    this.access = access;
    this.address = address;
    this.clock = clock;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.get("/v1/people", "Everybody who has an account", PersonList.class, call -> all())
            .needs(Permission.MANAGE_PEOPLE, "people.read"),
        Endpoint.post(
                "/v1/people",
                "Makes an account, and the one-time link by which its owner sets a password",
                InvitePerson.class,
                OneTimeLink.class,
                this::invite)
            .needs(Permission.MANAGE_PEOPLE, "person.invite"),
        Endpoint.post(
                ONE + "/link",
                "A fresh link to set a password",
                null,
                OneTimeLink.class,
                this::link)
            .needs(Permission.MANAGE_PEOPLE, "person.link"),
        Endpoint.post(
                ONE + "/disable",
                "Shuts somebody out at once",
                null,
                PersonList.Person.class,
                call -> change(call, person -> access.people().disable(person.id())))
            .needs(Permission.MANAGE_PEOPLE, "person.disable"),
        Endpoint.post(
                ONE + "/enable",
                "Lets somebody in again",
                null,
                PersonList.Person.class,
                call -> change(call, person -> access.people().enable(person.id())))
            .needs(Permission.MANAGE_PEOPLE, "person.enable"),
        Endpoint.post(
                ONE + "/reset-factor",
                "Takes a lost second factor away; the password alone opens until another is set up",
                null,
                PersonList.Person.class,
                call -> change(call, person -> access.secondFactor().remove(person.id())))
            .needs(Permission.MANAGE_PEOPLE, "person.reset-factor"),
        Endpoint.post(
                ONE + "/grant",
                "Gives a role",
                ChangeGrant.class,
                PersonList.Person.class,
                call ->
                    grant(call, (id, one) -> access.people().grant(id, one.role(), one.scope())))
            .needs(Permission.MANAGE_PEOPLE, "person.grant"),
        Endpoint.post(
                ONE + "/revoke",
                "Takes a role back",
                ChangeGrant.class,
                PersonList.Person.class,
                call ->
                    grant(call, (id, one) -> access.people().revoke(id, one.role(), one.scope())))
            .needs(Permission.MANAGE_PEOPLE, "person.revoke"),
        Endpoint.get("/v1/roles", "The roles and what they allow", RoleList.class, call -> roles())
            .needs(Permission.MANAGE_PEOPLE, "role.read"),
        Endpoint.get(
                "/v1/roles/{role}",
                "One role, by its key or title",
                RoleList.Role.class,
                call -> line(access.roles().named(call.path("role"))))
            .needs(Permission.MANAGE_PEOPLE, "role.read"),
        Endpoint.put(
                "/v1/roles/{role}",
                "Renames a role, or makes one of one's own",
                DefineRole.class,
                RoleList.Role.class,
                this::define)
            .needs(Permission.MANAGE_PEOPLE, "role.change"));
  }

  private PersonList all() {
    return new PersonList(access.people().all().stream().map(this::line).toList());
  }

  private PersonList.Person line(Person person) {
    return new PersonList.Person(
        person.id(),
        person.email(),
        person.name(),
        person.status().name().toLowerCase(Locale.ROOT),
        grants(person.grants()),
        access.secondFactor().isOn(person.id()),
        person.createdAt());
  }

  static List<PersonList.Grant> grants(List<Grant> grants) {
    return grants.stream()
        .map(
            grant ->
                new PersonList.Grant(
                    grant.role().key(), grant.scope().application(), grant.scope().environment()))
        .toList();
  }

  /** People are named by their identifier, or by their mail address. */
  private Person named(Call call) {
    var name = call.path("person");
    var person =
        name.contains("@")
            ? access.people().withEmail(name).orElseGet(() -> access.people().withId(name))
            : access.people().withId(name);
    call.concerns(person.email());
    return person;
  }

  private ShownOnce invite(Call call) {
    var asked = call.body(InvitePerson.class);
    var grant = grant(asked.role(), asked.application(), asked.environment());
    call.concerns(asked.email());
    call.changed(Map.of(), Map.of("role", said(grant)));
    return shown(access.accounts().invite(asked.email(), asked.name(), List.of(grant)));
  }

  private ShownOnce link(Call call) {
    return shown(access.accounts().passwordLink(named(call).id()));
  }

  private ShownOnce shown(OpaqueSecret secret) {
    return new ShownOnce(
        new OneTimeLink(
            address.get() + "/-/invitation?secret=" + secret.text(),
            clock.instant().plus(Purpose.INVITATION.lifetime())));
  }

  private PersonList.Person change(Call call, Consumer<Person> change) {
    var person = named(call);
    change.accept(person);
    return line(access.people().withId(person.id()));
  }

  private PersonList.Person grant(Call call, BiConsumer<String, Grant> change) {
    var asked = call.body(ChangeGrant.class);
    var person = named(call);
    var grant = grant(asked.role(), asked.application(), asked.environment());
    change.accept(person.id(), grant);
    var after = access.people().withId(person.id());
    call.changed(said(person.grants()), said(after.grants()));
    return line(after);
  }

  private Grant grant(String role, @Nullable String application, @Nullable String environment) {
    return new Grant(access.roles().named(role), scope(application, environment));
  }

  static Scope scope(@Nullable String application, @Nullable String environment) {
    return new Scope(
        application == null ? "" : application.strip(),
        environment == null ? "" : environment.strip());
  }

  private static Map<String, String> said(List<Grant> grants) {
    return Map.of("roles", String.join(", ", grants.stream().map(PeopleEndpoints::said).toList()));
  }

  private static String said(Grant grant) {
    return grant.role().title() + " " + grant.scope().human();
  }

  private RoleList roles() {
    return new RoleList(access.roles().all().stream().map(PeopleEndpoints::line).toList());
  }

  private static RoleList.Role line(Role role) {
    return new RoleList.Role(
        role.key(), role.title(), PermissionNames.of(role.permissions()), role.builtIn());
  }

  private RoleList.Role define(Call call) {
    var asked = call.body(DefineRole.class);
    var key = call.path("role");
    call.concerns(key);
    if (asked.permissions() == null) {
      access.roles().rename(key, asked.title());
      call.changed(Map.of(), Map.of("title", asked.title()));
    } else {
      var role =
          access.roles().define(key, asked.title(), PermissionNames.parse(asked.permissions()));
      call.changed(
          Map.of(),
          Map.of(
              "title",
              asked.title(),
              "permissions",
              String.join(" ", PermissionNames.of(role.permissions()))));
    }
    return line(access.roles().named(key));
  }
}
