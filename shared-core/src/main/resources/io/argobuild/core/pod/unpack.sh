# is_gzip FILE
is_gzip() {
  [ "$(od -An -v -tx1 -N2 -- "$1" 2>/dev/null | tr -d ' \n')" = 1f8b ]
}

# is_tarball FILE: whether it is gzipped and starts with the header of a tar archive, whose check sum tells
is_tarball() {
  is_gzip "$1" && [ "$(gzip -dc 2>/dev/null <"$1" | head -c 512 | od -An -v -tu1 | awk '
    { for (i = 1; i <= NF; i++) byte[n++] = $i }
    END {
      for (i = 0; i < n; i++) sum += (i >= 148 && i < 156) ? 32 : byte[i]
      for (i = 148; i < 156; i++) if (byte[i] >= 48 && byte[i] < 56) { told = told * 8 + byte[i] - 48; digits++ }
        else if (digits) break
      if (n == 512 && digits && sum == told) print "yes"
    }')" = yes ]
}

expanded() {
  if is_gzip "$1"; then gzip -dc <"$1"; else cat <"$1"; fi
}

# check_tar FILE MESSAGES: prints why an archive is refused: names, links or kinds of files that lead out of its folder. Owners
# are listed as numbers, for a name of an owner could look like anything.
check_tar() {
  expanded "$1" 2>/dev/null | tar -tv --numeric-owner -f - 2>"$2" | awk '
    function parts(path, from, i, n, e) {
      n = split(path, e, "/")
      for (i = 1; i <= n; i++) {
        if (e[i] == "" || e[i] == ".") continue
        if (e[i] == "..") { if (--from < 0) return -1 } else from++
      }
      return from
    }
    function climbs(path) { return path ~ /^\// || path ~ /(^|\/)\.\.(\/|$)/ }
    function refuse(why) { if (!refused) print why; refused = 1; exit }
    # A file below a link goes where the link leads.
    function through_link(path, i, n, e, above) {
      n = split(path, e, "/")
      for (i = 1; i < n; i++) {
        above = above (i > 1 ? "/" : "") e[i]
        if (above in link) return 1
      }
      return 0
    }
    function check(name, target, kind) {
      sub(/^(\.\/)+/, "", name)
      if (climbs(name) || through_link(name)) refuse("illegal file path: " name)
      if (kind == "l") {
        dir = name
        if (!sub(/\/[^\/]*$/, "", dir)) dir = ""
        if (target ~ /^\// || parts(target, parts(dir, 0)) < 1) refuse("illegal symlink target: " name " -> " target)
        link[name] = 1
      } else if (kind != "" && climbs(target)) refuse("illegal file path: " target)
    }
    {
      if (!match($0, /^[^ ]+ +[^ ]+ +[^ ]+ +[^ ]+ +[^ ]+ /)) refuse("illegal file path: " $0)
      rest = substr($0, RLENGTH + 1)
      type = substr($0, 1, 1)
      if (type !~ /[-dlhC]/) refuse("illegal file type: " rest)
      arrow = (type == "h" && index(rest, " link to ")) ? " link to " : " -> "
      at = index(rest, arrow)
      if (type == "l" || (type != "d" && at)) {
        # Where the name ends is not certain, so each way to read it must do.
        for (before = ""; at; at = index(rest, arrow)) {
          name = before substr(rest, 1, at - 1)
          rest = substr(rest, at + length(arrow))
          check(name, rest, type == "l" ? "l" : "h")
          before = name arrow
        }
      } else check(rest, "", "")
    }'
}

# stripped MESSAGES: prints what a program took from the beginnings of names without being asked; nothing if it did not
stripped() {
  sed -n -e "s/.*emoving leading [\`']\(.*\)' from .*/illegal file path: a name or link begins with \1/p" "$1"
}

# zip_names FILE: the names in an archive, one a line, by whatever program there is
zip_names() {
  case $zip_tool in
  info-zip) unzip -Z1 -- "$1" ;;
  busybox) unzip -l "$1" | awk '
    { sub(/\r$/, "") }
    /^[ -]*-----/ { inside = !inside; next }
    inside && match($0, /^ *[^ ]+ +[^ ]+ +[^ ]+ +/) { print substr($0, RLENGTH + 1) }' ;;
  bsdtar) bsdtar -tf "$1" ;;
  python3) python3 -c 'import sys, zipfile
for name in zipfile.ZipFile(sys.argv[1]).namelist(): print(name)' "$1" ;;
  esac
}

unzip_into() {
  case $zip_tool in
  info-zip | busybox) unzip -q -o "$1" -d "$2" ;;
  bsdtar) bsdtar -xf "$1" -C "$2" ;;
  python3) python3 -m zipfile -e "$1" "$2" ;;
  esac
}

# find_zip_tool FILE
find_zip_tool() {
  zip_tool=
  if command -v bsdtar >/dev/null; then
    zip_tool=bsdtar
  elif command -v unzip >/dev/null; then
    case $(unzip -v 2>&1) in *Info-ZIP*) zip_tool=info-zip ;; *) zip_tool=busybox ;; esac
  fi
  # Info-ZIP's takes UTF-8 for an old code page when the archive is by Go or Java.
  if [ -z "$zip_tool" ] || { [ "$zip_tool" = info-zip ] && unzip -Z1 -- "$1" 2>/dev/null | grep -q '[^ -~]'; }; then
    ! command -v python3 >/dev/null || zip_tool=python3
  fi
  [ -n "$zip_tool" ]
}

# unpack KIND FILE FOLDER: tar or zip, into a folder that is there; text says why not
unpack() {
  if [ "$1" = tar ]; then
    text=$(check_tar "$2" "$3.msg"; stripped "$3.msg")
    text=$(printf '%s' "$text" | head -n 1)
    [ -z "$text" ] || return 1
    expanded "$2" 2>"$3.msg" | tar -x -p -o -f - -C "$3" 2>>"$3.msg" && return 0
    text=$(last_words "$3.msg")
    : "${text:=it is no tar archive}"
    return 1
  fi
  if ! find_zip_tool "$2"; then
    text="there is no program here that reads zip archives (unzip, bsdtar or python3)"
    return 1
  fi
  if ! zip_names "$2" >"$3.names" 2>"$3.msg"; then
    text="it is no zip archive"
    return 1
  fi
  text=$(awk '/^\// || /(^|\/)\.\.(\/|$)/ || /\\/ { print "illegal file path: " $0; exit }' "$3.names")
  : "${text:=$(stripped "$3.msg")}"
  [ -z "$text" ] || return 1
  if ! unzip_into "$2" "$3" >/dev/null 2>"$3.msg" </dev/null; then
    text=$(last_words "$3.msg")
    : "${text:=it is no zip archive}"
    return 1
  fi
  text=$(find "$3" -type l | head -n 1)
  [ -z "$text" ] || text="illegal symlink: ${text#"$3"/}"
  [ -z "$text" ]
}
