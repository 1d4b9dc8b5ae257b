/** What happens to a gateway in a district, played on a stage: for moments as a scenario, for long as a soak. */
@NullMarked
package io.jianhu.loadtest.scenario;

import org.jspecify.annotations.NullMarked;
