package io.argobuild.core.expression.jq;

/** The functions that are written in jq; they mean what gojq's functions of these names mean. */
final class Definitions {
  static final String SOURCE =
      """
      def not: if . then false else true end;
      def map(f): [.[] | f];
      def map_values(f): .[] |= f;
      def add(f): [f] | add;
      def select(f): if f then . else empty end;
      def in(container): . as $key | container | has($key);
      def values: select(. != null);
      def nulls: select(. == null);
      def booleans: select(type == "boolean");
      def numbers: select(type == "number");
      def strings: select(type == "string");
      def arrays: select(type == "array");
      def objects: select(type == "object");
      def iterables: select(type | . == "array" or . == "object");
      def scalars: select(type | . != "array" and . != "object");
      def finites: select(isfinite);
      def normals: select(isnormal);

      def recurse: recurse(.[]?);
      def recurse(f): def again: ., (f | again); again;
      def recurse(f; cond): def again: ., (f | select(cond) | again); again;
      def while(cond; update):
        def again: if cond then ., (update | again) else empty end; again;
      def until(cond; update): def again: if cond then . else update | again end; again;
      def repeat(f): def again: f, again; again;
      def range($end): _range(0; $end; 1);
      def range($start; $end): _range($start; $end; 1);
      def range($start; $end; $step): _range($start; $end; $step);
      def walk(f):
        def again:
          if type == "array" then map(again)
          elif type == "object" then map_values(again)
          end | f;
        again;

      def first: .[0];
      def first(f): label $done | f | ., break $done;
      def last: .[-1];
      def last(f): _last(f);
      def isempty(f): label $done | (f | false, break $done), true;
      def any: any(.);
      def any(f): any(.[]; f);
      def any(source; f): isempty(source | select(f)) | not;
      def all: all(.);
      def all(f): all(.[]; f);
      def all(source; f): isempty(source | select(f | not));
      def limit($n; f):
        if $n > 0 then
          label $done
          | foreach f as $item ($n; . - 1; $item, if . <= 0 then break $done else empty end)
        elif $n == 0 then empty
        else error("limit doesn't support negative count")
        end;
      def skip($n; f):
        if $n > 0 then foreach f as $item ($n; . - 1; if . < 0 then $item else empty end)
        elif $n == 0 then f
        else error("skip doesn't support negative count")
        end;
      def nth($n): .[$n];
      def nth($n; f):
        if $n >= 0 then first(skip($n; f))
        else error("nth doesn't support negative index")
        end;

      def min_by(f): _min_by(map([f]));
      def max_by(f): _max_by(map([f]));
      def sort_by(f): _sort_by(map([f]));
      def group_by(f): _group_by(map([f]));
      def unique_by(f): _unique_by(map([f]));
      def combinations:
        if length == 0 then [] else .[0][] as $head | [$head] + (.[1:] | combinations) end;
      def combinations(n): [limit(n; repeat(.))] | combinations;

      def to_entries: [keys[] as $key | {key: $key, value: .[$key]}];
      def from_entries:
        map({(.key // .Key // .name // .Name): if has("value") then .value else .Value end})
        | add // {};
      def with_entries(f): to_entries | map(f) | from_entries;

      def paths: path(..) | select(. != []);
      def paths(f): path(.. | select(f)) | select(. != []);
      def del(f): delpaths([path(f)]);
      def pick(f): . as $all | reduce path(f) as $path (null; setpath($path; $all | getpath($path)));
      def tostream:
        path(def again: (.[]? | again), .; again) as $path
        | getpath($path)
        | reduce path(.[]?) as $inner ([$path, .]; [$path + $inner]);
      def fromstream(f):
        foreach f as $event (null;
          if .e then null end
          | $event as [$path, $leaf]
          | if $event | length == 2 then
              setpath(["v"] + $path; $leaf) | setpath(["e"]; $path | length == 0)
            else
              setpath(["e"]; $path | length == 1)
            end;
          if .e then .v else empty end);
      def truncate_stream(f):
        . as $depth | null | f | if .[0] | length > $depth then .[0] |= .[$depth:] else empty end;

      def match($re): match($re; null);
      def match($re; $flags): _match($re; $flags; false)[];
      def test($re): test($re; null);
      def test($re; $flags): _match($re; $flags; true);
      def capture($re): capture($re; null);
      def capture($re; $flags): match($re; $flags) | .captures | _captures;
      def scan($re): scan($re; null);
      def scan($re; $flags):
        match($re; $flags + "g")
        | if .captures == [] then .string else [.captures[].string] end;
      def splits($re): splits($re; null);
      def splits($re; $flags):
        .[foreach (match($re; $flags + "g"), null) as {$offset, $length}
          (null; {start: .next, end: $offset, next: $offset + $length})];
      def split($re; $flags): [splits($re; $flags)];
      def sub($re; text): sub($re; text; null);
      def sub($re; text; $flags):
        reduce match($re; $flags) as {$offset, $length, $captures} ({s: ., r: []};
          reduce ($captures | _captures | text) as $new
            (.i = 0; .r[.i] += .s[.next:$offset] + $new | .i += 1)
          | .next = $offset + $length)
        | .r[] + .s[.next:] // .s;
      def gsub($re; text): sub($re; text; "g");
      def gsub($re; text; $flags): sub($re; text; $flags + "g");

      def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%S%z") | mktime;
      def todateiso8601: strftime("%Y-%m-%dT%H:%M:%SZ");
      def fromdate: fromdateiso8601;
      def todate: todateiso8601;

      def INDEX(stream; key): reduce stream as $row ({}; .[$row | key | tostring] = $row);
      def INDEX(key): INDEX(.[]; key);
      def JOIN($index; key): [.[] | [., $index[key]]];
      def JOIN($index; stream; key): stream | [., $index[key]];
      def JOIN($index; stream; key; join): stream | [., $index[key]] | join;
      def IN(stream): any(stream == .; .);
      def IN(source; stream): any(source == stream; .);
      """;

  private Definitions() {}
}
