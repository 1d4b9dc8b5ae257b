/** Files that people write: folders, YAML with positions, fields with defaults, problems at their line and column. */
@NullMarked
package io.jianhu.source;

import org.jspecify.annotations.NullMarked;
