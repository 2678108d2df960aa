/** What alerts look at: probes, the edge's figures, the machine, backups, jobs, operations. */
@NullMarked
package dev.slipway.watch.sensor;

import org.jspecify.annotations.NullMarked;
