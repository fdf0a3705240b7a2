/**
 * expr-lang v1.17.8: lexer, parser, checker, optimizer and interpreter. The optimizer is not for
 * speed: it changes what some expressions mean, so it is part of the language.
 */
@NullMarked
package io.argobuild.core.expression.expr;

import org.jspecify.annotations.NullMarked;
