# request OUT ARGUMENT...: curl with the address and headers that $url and $headers hold, which no list of processes and no
# message may show. Tried again while that may help. Sets status, and text when it failed.
request() {
  answer=$1
  shift
  pause=0.5
  while :; do
    status=$(
      {
        printf 'url = "%s"\n' "$url"
        printf '%s' "$headers"
      } | curl -sS -K - --connect-timeout 30 --speed-limit 1 --speed-time 120 -o "$answer" -w '%{http_code}' "$@" 2>"$WORK/curl.msg"
    )
    result=$?
    case $result:$status in
    0:2*) return 0 ;;
    # Neither a full disk nor a file that can't be read gets better.
    23:* | 26:* | 127:*) break ;;
    0:408 | 0:429 | 0:5*) ;;
    0:*) break ;;
    esac
    [ "$pause" != 16 ] || break
    sleep "$pause"
    case $pause in 0.5) pause=1 ;; 1) pause=2 ;; 2) pause=4 ;; 4) pause=8 ;; 8) pause=16 ;; esac
  done
  if [ "$result" -ne 0 ]; then
    text=$(last_words "$WORK/curl.msg")
    return 1
  fi
  text=$(head -c 4096 "$answer" 2>/dev/null | tr -d '\n\r' | sed -n -e 's/.*<Message>\([^<]*\)<.*/\1/p')
  : "${text:=HTTP status $status}"
  return 1
}

# header LINE: one more for the next request
header() {
  headers="${headers}header = \"$(printf %s "$1" | sed -e 's/["\\]/\\&/g')\"
"
}
