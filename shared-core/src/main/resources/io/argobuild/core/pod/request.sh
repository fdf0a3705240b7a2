# Sends the request of an http template. Every value comes in a variable and is never read as shell text.
argo_dir=/tmp/argo-http
argo_break='
'
argo_return=$(printf '\r')

fail() {
  printf '%s\n' "$1" >&2
  printf '%s' "$1" | head -c 2000 2>/dev/null >/dev/termination-log
  exit 1
}

mkdir -p "$argo_dir" || exit 64
command -v curl >/dev/null || fail "curl is not installed: install it, or run the step with an image that has it"

# Headers go into a file, since arguments can be seen by others.
: >"$argo_dir/sent"
argo_i=0
while [ "$argo_i" -lt "$ARGO_HTTP_HEADERS" ]; do
  eval "argo_name=\$ARGO_HTTP_NAME_$argo_i argo_value=\$ARGO_HTTP_VALUE_$argo_i"
  case $argo_value in
    *"$argo_break"* | *"$argo_return"*) fail "header $argo_name has a line break in its value" ;;
    '') printf '%s;\n' "$argo_name" >>"$argo_dir/sent" ;;
    *) printf '%s: %s\n' "$argo_name" "$argo_value" >>"$argo_dir/sent" ;;
  esac
  argo_i=$((argo_i + 1))
done

set -- --silent --show-error --globoff --location --max-redirs 10 --proto =http,https --proto-redir =http,https \
  --max-time "$ARGO_HTTP_TIMEOUT" --max-filesize 67108864 --header Expect: --header "@$argo_dir/sent" \
  --output "$argo_dir/whole" --dump-header "$argo_dir/headers" --write-out '%{http_code}' --url "$ARGO_HTTP_URL"
[ -z "$ARGO_HTTP_UNTYPED" ] || set -- "$@" --header Content-Type:
[ -z "$ARGO_HTTP_INSECURE" ] || set -- "$@" --insecure
if [ -n "$ARGO_HTTP_BASE64" ]; then
  base64 -d <"$ARGO_HTTP_BODY" >"$argo_dir/bytes" || fail "bodyFrom.bytes is not base64"
  ARGO_HTTP_BODY=$argo_dir/bytes
fi
[ -z "$ARGO_HTTP_BODY" ] || set -- "$@" --data-binary "@$ARGO_HTTP_BODY"
# Where curl knows the method by itself, it follows redirections as browsers do.
case $ARGO_HTTP_METHOD,$ARGO_HTTP_BODY in
  GET,) ;;
  HEAD,) set -- "$@" --head ;;
  POST,?*) ;;
  *) set -- "$@" --request "$ARGO_HTTP_METHOD" ;;
esac

: >"$argo_dir/whole"
curl "$@" >"$argo_dir/status" 2>"$argo_dir/error" || fail "$(head -n 1 "$argo_dir/error")"
head -c 262144 "$argo_dir/whole" >"$argo_dir/body" || exit 64
# One line break is taken off again when the file is read.
printf '\n' >>"$argo_dir/body"
