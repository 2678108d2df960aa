/** What docs/benchmarks.md says of migrations, measured beside Flyway and Liquibase. */
@org.jspecify.annotations.NullMarked
package dev.slipway.migration.bench;
