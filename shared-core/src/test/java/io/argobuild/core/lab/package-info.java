/**
 * Real servers for tests. The lab is a program that starts them; {@code ARGO_LAB} names it, else it
 * is looked for at {@code shared/lab/lab} beside the folders around the project.
 */
package io.argobuild.core.lab;
