package dev.slipway.watch.alert;

import dev.slipway.watch.Watched;
import java.util.List;

/** Looks at one sort of things. One that throws is told as not measured. */
public interface Sensor {
  Rule rule();

  /** What is wrong, or could not be measured. */
  List<Finding> look(Watched watched);
}
