/**
 * Values, types and texts as Go has them, for code that must answer exactly as Argo's Go code does.
 *
 * <p>The value scheme, also used for results of expressions:
 *
 * <table>
 *   <caption>Go types and the Java values that stand for them</caption>
 *   <tr><td>nil</td><td>{@code null}</td></tr>
 *   <tr><td>bool</td><td>{@link java.lang.Boolean}</td></tr>
 *   <tr><td>int</td><td>{@link java.lang.Long}</td></tr>
 *   <tr><td>int64, uint8, uint64, ...</td><td>{@link io.argobuild.core.expression.golang.GoInt}</td></tr>
 *   <tr><td>float64</td><td>{@link java.lang.Double}</td></tr>
 *   <tr><td>string</td><td>{@link java.lang.String}; a byte that is no UTF-8 is U+DC00 plus the byte</td></tr>
 *   <tr><td>[]interface {}</td><td>{@link java.util.List}</td></tr>
 *   <tr><td>other slices and arrays</td>
 *       <td>{@link io.argobuild.core.expression.golang.TypedList}</td></tr>
 *   <tr><td>map[string]interface {}</td><td>{@link java.util.Map}</td></tr>
 *   <tr><td>other maps</td><td>{@link io.argobuild.core.expression.golang.TypedMap}</td></tr>
 *   <tr><td>time.Time, time.Duration, time.Month, time.Weekday, *time.Location, functions</td>
 *       <td>the classes of this package</td></tr>
 * </table>
 *
 * <p>{@link io.argobuild.core.expression.golang.GoJson} is {@code encoding/json}, {@link
 * io.argobuild.core.expression.golang.GoPrint} is {@code %v}.
 */
@NullMarked
package io.argobuild.core.expression.golang;

import org.jspecify.annotations.NullMarked;
