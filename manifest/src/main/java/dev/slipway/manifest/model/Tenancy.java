package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Shorthand;
import java.util.Optional;

/** How the rows of one tenant are told from another's. */
public record Tenancy(
    @Doc("the column that names the tenant, in every table that has it")
        @Shorthand
        @Is(Format.IDENTIFIER)
        @Aka({"key", "tenant-id"})
        Optional<String> column,
    @Doc("the pattern of the tenants' own schemas, as in tenant_*") @Aka({"schema"})
        Optional<String> schemas,
    @Doc("the setting that says which tenant a session is for") @Default("app.current_tenant_id")
        String setting,
    @Doc("whether row-level security keeps tenants apart") @Default("false") @Aka({"rls"})
        boolean rowLevelSecurity) {}
