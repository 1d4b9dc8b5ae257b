/** What is said between citizens and a model: the words, the questions made of them and their only right answers. */
@NullMarked
package io.jianhu.loadtest.talk;

import org.jspecify.annotations.NullMarked;
