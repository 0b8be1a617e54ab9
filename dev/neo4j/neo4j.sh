#!/usr/bin/env bash
# Runs a real Neo4j 5.26 Community on loopback, from jars on Maven Central. No Docker needed.
# See README.md beside this file, or: neo4j.sh help
#
# Exit codes: 0 fine, 1 failed, 2 wrong usage, 3 not running, 4 Java or Maven is lacking.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
self=$here/${BASH_SOURCE[0]##*/}

usage() {
	cat <<'EOF'
usage: neo4j.sh COMMAND [flags] [-- ARGS]

  start        fetch what is missing, start, wait until it answers; print env lines without the password
  run -- CMD   start a throwaway instance on free ports, run CMD with its NEO4J_* in the
               environment, stop and delete it; exits as CMD does. With --home, data stays.
  stop         end it cleanly (databases are checkpointed)
  kill         end it at once, as a power cut would (for tests)
  wipe         stop, then delete its data, logs and password
  status       say whether it runs; exit 3 if not
  env          print NEO4J_URI, NEO4J_HTTP_URI, NEO4J_USERNAME and NEO4J_PASSWORD for a shell
  shell        the official cypher-shell; what follows -- is passed on
  fetch        fetch the jars only
  check        say whether this machine can run it; exit 4 if not

flag                environment               default
--home DIR          NOBORU_NEO4J_HOME         neo4j/.home        data, logs, conf, password
--jars DIR          NOBORU_NEO4J_JARS         neo4j/.jars        shared by all instances
--bolt-port N       NOBORU_NEO4J_BOLT_PORT    last used, or 7687; 0 picks a free one
--http-port N       NOBORU_NEO4J_HTTP_PORT    last used, or 7474; 0 picks a free one
--heap SIZE         NOBORU_NEO4J_HEAP         512m
--pagecache SIZE    NOBORU_NEO4J_PAGECACHE    256m
--[no-]plugins      NOBORU_NEO4J_PLUGINS=1|0  last used, or off  GDS and APOC core
--owner PID         NOBORU_NEO4J_OWNER        none               stop when that process is gone
--timeout SECONDS   NOBORU_NEO4J_TIMEOUT      120                for start, and for stop
--setting KEY=VALUE                           none               of neo4j.conf, for this start; may be repeated

The password of user neo4j comes from NEO4J_PASSWORD or the file NEO4J_PASSWORD_FILE. Without
either, the first start makes one and keeps it in HOME/password, readable by you alone.
EOF
}

say() { printf 'neo4j: %s\n' "$*" >&2; }
die() { say "$1"; exit "${2:-1}"; }

# ---- flags -------------------------------------------------------------------------------

home='' # the flag alone; see setHome below
jarsRoot=${NOBORU_NEO4J_JARS:-$here/.jars}
boltPort=${NOBORU_NEO4J_BOLT_PORT:-}
httpPort=${NOBORU_NEO4J_HTTP_PORT:-}
heap=${NOBORU_NEO4J_HEAP:-512m}
pagecache=${NOBORU_NEO4J_PAGECACHE:-256m}
plugins=${NOBORU_NEO4J_PLUGINS:-}
owner=${NOBORU_NEO4J_OWNER:-}
timeout=${NOBORU_NEO4J_TIMEOUT:-120}
settings=''

[ $# -gt 0 ] || { usage >&2; exit 2; }
command=$1
shift
while [ $# -gt 0 ]; do
	case $1 in
	--plugins) plugins=1; shift; continue ;;
	--no-plugins) plugins=0; shift; continue ;;
	--) shift; break ;;
	--home | --jars | --bolt-port | --http-port | --heap | --pagecache | --owner | --timeout | --setting)
		[ $# -gt 1 ] || die "$1 needs a value" 2 ;;
	*) break ;;
	esac
	case $1 in
	--home) home=$2 ;;
	--jars) jarsRoot=$2 ;;
	--bolt-port) boltPort=$2 ;;
	--http-port) httpPort=$2 ;;
	--heap) heap=$2 ;;
	--pagecache) pagecache=$2 ;;
	--owner) owner=$2 ;;
	--timeout) timeout=$2 ;;
	--setting)
		case $2 in
		*$'\n'* | =*) die "'$2' is not a setting such as server.bolt.tls_level=REQUIRED" 2 ;;
		*=*) settings=$settings$2$'\n' ;;
		*) die "'$2' is not a setting such as server.bolt.tls_level=REQUIRED" 2 ;;
		esac
		;;
	esac
	shift 2
done
args=("$@")

case $command in
run | shell) ;;
*) [ $# -eq 0 ] || die "$command does not take '$1'; see: neo4j.sh help" 2 ;;
esac
for n in "$boltPort" "$httpPort" "$owner" "$timeout"; do
	case $n in *[!0-9]*) die "'$n' is not a number" 2 ;; esac
done
for n in "$boltPort" "$httpPort"; do
	if [ "${#n}" -gt 5 ] || [ "${n:-0}" -gt 65535 ]; then die "'$n' is not a port" 2; fi
done
for n in "$heap" "$pagecache"; do
	[[ $n =~ ^[0-9]+[kKmMgG]$ ]] || die "'$n' is not a size such as 512m" 2
done
case $plugins in '' | 0 | 1) ;; *) die "NOBORU_NEO4J_PLUGINS is 0 or 1, not '$plugins'" 2 ;; esac

absolute() { case $1 in /*) printf '%s' "$1" ;; *) printf '%s/%s' "$PWD" "$1" ;; esac; }
setHome() {
	home=$(absolute "$1")
	marker=$home/.noboru-neo4j # only a folder that has it is ever used or deleted
	pidFile=$home/pid
}
homeFlag=$home # run goes by the flag only, so that a run within a run has its own home
jarsRoot=$(absolute "$jarsRoot")
setHome "${home:-${NOBORU_NEO4J_HOME:-$here/.home}}"

# kept reads what the last start of this home noted.
kept() { sed -n "s/^$1=//p" "$home/instance" 2>/dev/null || true; }

if [ "$command" != run ] || [ -n "$homeFlag" ]; then plugins=${plugins:-$(kept plugins)}; fi
plugins=${plugins:-0}

# ---- Java and the jars -------------------------------------------------------------------

# major prints a Java's feature version, or nothing.
major() { "$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1; }

# findJava sets java to the first suitable one. Neo4j 5.26 runs on 17 or 21 only.
findJava() {
	local seen='' candidate version
	for candidate in ${JAVA_HOME:+"$JAVA_HOME/bin/java"} "$(command -v java || true)" \
		/usr/lib/jvm/*/bin/java /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java; do
		[ -x "$candidate" ] || continue
		version=$(major "$candidate")
		case $version in
		17 | 21) java=$candidate; return 0 ;;
		esac
		seen="$seen $candidate (version ${version:-unknown})"
	done
	if [ -n "$seen" ]; then
		say "Neo4j 5.26 needs Java 17 or 21; found only:$seen"
	else
		say "Neo4j 5.26 needs Java 17 or 21; found no Java"
	fi
	say "install one (Debian: apt-get install openjdk-17-jre-headless), or point JAVA_HOME at it"
	return 4
}

# useUTF8 makes Java read arguments and print as UTF-8, also where the locale is C.
useUTF8() { [ "$(locale charmap 2>/dev/null)" = UTF-8 ] || export LC_ALL=C.UTF-8; }

hash() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi; }

# jars is named by the poms, so another version is another folder, and a folder that exists is
# whole: it was moved into place after the last file.
jars=$jarsRoot/$(cat "$here"/pom.xml "$here"/{server,shell,plugins}/pom.xml | hash | cut -c1-12)

# missing lists the parts that are yet to be fetched.
missing() {
	local part
	for part in server shell; do [ -d "$jars/$part" ] || echo "$part"; done
	[ "$plugins" = 0 ] || [ -d "$jars/plugins" ] || echo plugins
}

check() {
	findJava || return 4
	if ! command -v ps >/dev/null; then
		say "there is no ps (Debian: apt-get install procps)"
		return 4
	fi
	if [ -n "$(missing)" ] && ! command -v mvn >/dev/null; then
		say "the Neo4j jars are fetched with Maven, and there is no mvn (Debian: apt-get install maven)"
		return 4
	fi
}

# flatten moves Maven's group/artifact/version/file.jar to $2/group.file.jar. Group and artifact
# go into $2/artifacts; artifacts listed in $3 are left out. It is the pair that counts:
# org.neo4j and org.neo4j.gds have different jars of the same name (annotations, neo4j-values).
flatten() {
	local path artifact group
	mkdir "$2"
	(cd "$1" && find . -name '*.jar' | sed 's|^\./||' | sort) | while IFS= read -r path; do
		artifact=${path%/*/*}
		if [ -n "$3" ] && grep -qxF "$artifact" "$3"; then continue; fi
		group=${artifact%/*}
		mv "$1/$path" "$2/${group//\//.}.${path##*/}"
		echo "$artifact" >>"$2/artifacts"
	done
}

# fetched says every few seconds how much Maven has fetched by its log, until it is killed.
fetched() {
	local said='' now
	while sleep 3; do
		now=$(sed -n 's/.*Downloaded from .*\.jar (\([0-9.]*\) \([kM]*\)B at .*/\1 \2/p' "$1" |
			awk '{ n++; mb += $2 == "M" ? $1 : $2 == "k" ? $1 / 1000 : 0 } END { printf "%d files, %d MB", n, mb }')
		[ "$now" = "$said" ] || [ "$now" = "0 files, 0 MB" ] || say "$now"
		said=$now
	done
}

fetch() {
	local wanted part tmp telling have=''
	[ -n "$(missing)" ] || return 0
	check || return 4
	mkdir -p "$jars"
	(
		if command -v flock >/dev/null; then
			exec 9>"$jars/.lock"
			flock 9
			rm -rf "$jars"/.fetch.* # of a fetch that was killed
		fi
		wanted=$(missing | paste -s -d , -) # another process may have been first
		[ -n "$wanted" ] || exit 0
		say "fetching $wanted from Maven Central, once: some 200 MB, less what Maven has already"
		tmp=$(mktemp -d "$jars/.fetch.XXXXXX")
		trap 'rm -rf "$tmp"' EXIT
		trap 'exit 1' HUP INT TERM
		# Maven may run on any Java, but needs one.
		command -v java >/dev/null || export JAVA_HOME=${java%/bin/java}
		: >"$jars/fetch.log"
		fetched "$jars/fetch.log" 9>&- &
		telling=$!
		trap 'kill "$telling" 2>/dev/null; rm -rf "$tmp"' EXIT
		if ! mvn -B --strict-checksums -f "$here/pom.xml" \
			-pl "$wanted" dependency:copy-dependencies -Dparts.dir="$tmp/maven" \
			>"$jars/fetch.log" 2>&1 </dev/null 9>&-; then
			tail -n 20 "$jars/fetch.log" >&2
			die "Maven failed; all it said is in $jars/fetch.log"
		fi
		for part in ${wanted//,/ }; do
			[ "$part" != plugins ] || have=$jars/server/artifacts
			flatten "$tmp/maven/$part" "$tmp/$part" "$have"
			mv "$tmp/$part" "$jars/$part"
		done
	)
}

# ---- the instance ------------------------------------------------------------------------

# pid prints the process of this home, if it runs. A pid file that outlived its process may
# name a stranger, so the command line must name the home.
pid() {
	local p
	p=$(cat "$pidFile" 2>/dev/null) && [ -n "$p" ] || return 1
	case " $(ps -ww -o args= -p "$p" 2>/dev/null) " in
	*" --home-dir=$home "*) echo "$p" ;;
	*) return 1 ;;
	esac
}

alive() { kill -0 "$1" 2>/dev/null && [ "$(ps -o stat= -p "$1" 2>/dev/null | cut -c1)" != Z ]; }

# born tells two processes of the same number apart.
born() { ps -o lstart= -p "$1" 2>/dev/null || true; }

# listens says whether something accepts connections on a loopback port.
listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# freePort draws below the range that outgoing connections take theirs from.
freePort() {
	local port
	while :; do
		port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
		[ "$port" != "${1:-}" ] && ! listens "$port" && break
	done
	echo "$port"
}

# http prints the status of a request on loopback. Arguments: port, method, path, headers, body.
http() {
	local status=''
	{
		exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
		printf '%s %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n%sContent-Length: %s\r\n\r\n%s' \
			"$2" "$3" "$1" "${4:-}" "${#5}" "$5" >&3
		IFS=' ' read -r -t 10 _ status _ <&3
		exec 3<&- 3>&-
	} 2>/dev/null || true
	printf '%s' "$status"
}

# packed prints a string in Bolt's own form, as escapes for printf %b: D0, its length, its bytes.
packed() {
	local bytes
	bytes=$(printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n')
	printf '\\xd0\\x%02x%s' $((${#bytes} / 2)) "$(printf '%s' "$bytes" | sed 's/../\\x&/g')"
}

# chunk prints a Bolt message, given as escapes, with its length before it and the end after it.
chunk() {
	local length
	length=$(printf '%b' "$1" | wc -c)
	printf '\\x%02x\\x%02x%s\\x00\\x00' $((length / 256)) $((length % 256)) "$1"
}

# queried sends RETURN 1 over Bolt 4.4 with the password, and succeeds once the answer is there. The
# first connection after a start takes seconds on a busy machine, although GET / answers long before.
# The messages are HELLO (01), RUN (10) and PULL (3f); what comes is read up to its next zero byte.
queried() {
	local LC_ALL=C hello piece found=1
	hello="\\xb1\\x01\\xa4$(packed user_agent)$(packed noboru-start/1)$(packed scheme)$(packed basic)"
	hello+="$(packed principal)$(packed neo4j)$(packed credentials)$(packed "$password")"
	{
		exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
		printf '%b' '\x60\x60\xb0\x17\x00\x00\x04\x04\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00' \
			"$(chunk "$hello")" "$(chunk "\\xb3\\x10$(packed 'RETURN 1')\\xa0\\xa0")" "$(chunk '\xb1\x3f\xa1\x81n\xff')" >&3
		while IFS= read -r -t 30 -d '' piece <&3; do
			case $piece in *$'\xb1\x71\x91\x01') found=0; break ;; esac # a record: [1]
		done
		exec 3<&- 3>&-
	} 2>/dev/null || return 1
	return "$found"
}

findPassword() {
	if [ -n "${NEO4J_PASSWORD:-}" ]; then
		password=$NEO4J_PASSWORD
	elif [ -n "${NEO4J_PASSWORD_FILE:-}" ]; then
		[ -r "$NEO4J_PASSWORD_FILE" ] || die "cannot read NEO4J_PASSWORD_FILE ($NEO4J_PASSWORD_FILE)"
		password=$(cat "$NEO4J_PASSWORD_FILE")
	elif [ -r "$home/password" ]; then
		password=$(cat "$home/password")
	else
		return 1
	fi
}

newPassword() { od -An -N18 -tx1 /dev/urandom | tr -d ' \n'; }

# setPassword hands the first password over on standard input: an argument would stand in the
# process list, which is why neo4j-admin's own launcher is not used (it starts a second process).
setPassword() {
	local line=$password
	case $password in
	'#'* | *[[:cntrl:]]*) die "the password may not begin with # nor have control characters" ;;
	@*) line=@$password ;; # one @ would mean a file
	esac
	[ "${#password}" -ge 8 ] || die "Neo4j wants a password of at least 8 characters"
	printf -- '--\n%s\n' "$line" |
		NEO4J_HOME=$home NEO4J_CONF=$home/conf "$java" -Xmx64m -XX:TieredStopAtLevel=1 \
			-Dfile.encoding=UTF-8 -Dpicocli.useSimplifiedAtFiles=true -cp "$jars/server/*" \
			org.neo4j.cli.AdminTool dbms set-initial-password @/dev/stdin >"$home/logs/console.log" 2>&1 ||
		{ tail -n 5 "$home/logs/console.log" >&2; die "could not set the first password"; }
}

writeConf() {
	mkdir -p "$home/conf" "$home/logs" "$home/data"
	{
		echo "# Written by neo4j.sh at every start: edits are lost."
		echo "server.default_listen_address=127.0.0.1"
		echo "server.default_advertised_address=127.0.0.1"
		echo "server.bolt.listen_address=127.0.0.1:$boltPort"
		echo "server.bolt.advertised_address=127.0.0.1:$boltPort"
		echo "server.http.listen_address=127.0.0.1:$httpPort"
		echo "server.http.advertised_address=127.0.0.1:$httpPort"
		echo "server.https.enabled=false"
		echo "server.memory.pagecache.size=$pagecache"
		echo "dbms.usage_report.enabled=false"
		echo "db.tx_log.preallocate=false" # else 512 MB of zeros for an empty server
		# Without it every stop waits 10 s after the databases are closed.
		echo "internal.dbms.bolt.netty_server_shutdown_quiet_period=0"
		if [ "$plugins" = 1 ]; then
			echo "server.directories.plugins=$jars/plugins"
			echo "dbms.security.procedures.unrestricted=gds.*,apoc.*"
		fi
		printf '%s' "$settings"
	} >"$home/conf/neo4j.conf"
	printf 'bolt=%s\nhttp=%s\nplugins=%s\n' "$boltPort" "$httpPort" "$plugins" >"$home/instance"
}

# detach runs a command in a session of its own, so that Ctrl-C here does not reach it.
detach() { if command -v setsid >/dev/null; then exec setsid "$@"; else exec nohup "$@"; fi; }

launch() {
	local classpath="$jars/server/*"
	[ "$plugins" = 0 ] || classpath="$classpath:$jars/plugins/*"
	rm -f "$pidFile"
	# No descriptor of ours may live on in the server, or callers that read our output wait for ever.
	(
		exec </dev/null >"$home/logs/console.log" 2>&1 9>&-
		cd "$home"
		useUTF8
		unset NEO4J_PASSWORD NEO4J_PASSWORD_FILE NEO4J_AUTH
		detach "$java" "-Xmx$heap" -XX:+UseG1GC -XX:-OmitStackTraceInFastThrow -XX:+DisableExplicitGC \
			-Dfile.encoding=UTF-8 -Djdk.nio.maxCachedBufferSize=1024 \
			-Dio.netty.tryReflectionSetAccessible=true -Dlog4j2.disable.jmx=true \
			--add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED \
			--add-opens=java.base/sun.nio.ch=ALL-UNNAMED \
			-cp "$classpath" org.neo4j.server.CommunityEntryPoint "--home-dir=$home" "--config-dir=$home/conf"
	) &
	server=$!
	echo "$server" >"$pidFile"
	disown "$server" 2>/dev/null || true
}

tellWhy() {
	tail -n 15 "$home/logs/console.log" 2>/dev/null | cut -c1-300 >&2 || true
	tail -n 15 "$home/logs/neo4j.log" 2>/dev/null | cut -c1-300 >&2 || true
}

# await returns once GET / answers 200 and a query went through over Bolt; 1 when the server ended or
# the time is up.
await() {
	local deadline=$((SECONDS + timeout))
	while [ "$SECONDS" -lt "$deadline" ]; do
		alive "$server" || { why="Neo4j ended while starting"; return 1; }
		[ "$(http "$httpPort" GET / '' '')" != 200 ] || { ready && return 0; }
		sleep 0.3
	done
	why="Neo4j did not answer within $timeout s"
	return 1
}

# ready asks over Bolt, where that is possible: with the right password, and without TLS.
ready() {
	! grep -qs '^server.bolt.tls_level=REQUIRED' "$home/conf/neo4j.conf" || return 0
	{ [ -n "$password" ] && authorised; } || return 0 # a wrong one is told by whoever asks next
	queried "$boltPort"
}

# authorised asks with the password. It travels in a header, written by the shell itself.
authorised() {
	local header
	header="Authorization: Basic $(printf 'neo4j:%s' "$password" | base64 | tr -d '\n')"$'\r\n'
	[ "$(http "$httpPort" POST /db/neo4j/tx/commit "$header"$'Content-Type: application/json\r\n' \
		'{"statements":[]}')" != 401 ]
}

printEnv() {
	echo "NEO4J_URI=neo4j://127.0.0.1:$(kept bolt)"
	echo "NEO4J_HTTP_URI=http://127.0.0.1:$(kept http)"
	echo "NEO4J_USERNAME=neo4j"
}

adopt() {
	[ ! -e "$marker" ] || return 0
	if [ -d "$home" ] && [ -n "$(ls -A "$home")" ]; then
		die "$home is not empty, and not made by neo4j.sh; give another --home"
	fi
	mkdir -p "$home"
	chmod 700 "$home"
	: >"$marker"
}

start() {
	local pickBolt=0 pickHttp=0 try running
	check || exit 4
	adopt
	if command -v flock >/dev/null; then
		exec 9>"$home/.lock"
		flock -w "$timeout" 9 || die "another start or stop of $home is under way"
	fi
	if running=$(pid); then
		for try in "bolt $boltPort" "http $httpPort"; do
			case ${try#* } in
			'' | 0 | "$(kept "${try% *}")") ;;
			*) die "already running with ${try% *} port $(kept "${try% *}"); stop it first" ;;
			esac
		done
		[ "$plugins" = "$(kept plugins)" ] || die "already running, with plugins the other way; stop it first"
		server=$running
		boltPort=$(kept bolt)
		httpPort=$(kept http)
		findPassword || password=''
		await || die "$why (process $server)"
		say "already running (process $running)"
		printEnv
		return
	fi
	fetch || exit $?

	[ -n "$boltPort" ] || boltPort=$(kept bolt)
	[ -n "$httpPort" ] || httpPort=$(kept http)
	boltPort=${boltPort:-7687}
	httpPort=${httpPort:-7474}
	[ "$boltPort" != 0 ] || pickBolt=1
	[ "$httpPort" != 0 ] || pickHttp=1

	if ! findPassword; then
		[ ! -d "$home/data/databases" ] || die "$home has data; set NEO4J_PASSWORD to its password"
		password=$(newPassword)
		(umask 077 && printf '%s\n' "$password" >"$home/password")
		say "made a password; it is in $home/password"
	fi

	for try in 1 2 3; do
		[ "$pickHttp" = 0 ] || httpPort=$(freePort)
		[ "$pickBolt" = 0 ] || boltPort=$(freePort "$httpPort")
		[ "$boltPort" != "$httpPort" ] || die "Bolt and HTTP cannot share port $boltPort" 2
		listens "$boltPort" && die "port $boltPort is taken; give another --bolt-port, or 0"
		listens "$httpPort" && die "port $httpPort is taken; give another --http-port, or 0"
		writeConf
		[ -d "$home/data/databases" ] || setPassword
		rm -f "$home/logs/neo4j.log"
		# Whatever ends this script from here on ends the server.
		server=''
		trap '[ -z "$server" ] || end "$server"' EXIT
		trap 'exit 130' INT
		trap 'exit 143' HUP TERM
		launch
		watchOwner
		await && break
		end "$server"
		if [ "$try" -lt 3 ] && [ $((pickBolt + pickHttp)) -gt 0 ] &&
			grep -qs 'Address already in use' "$home/logs/neo4j.log" "$home/logs/debug.log"; then
			continue # someone took the port in between
		fi
		tellWhy
		die "$why; its logs are in $home/logs"
	done
	authorised || die "the password given is not the one that $home was made with"
	trap - EXIT HUP INT TERM
	say "Neo4j is up (process $server): Browser at http://127.0.0.1:$httpPort/browser/"
	printEnv
}

# end stops a process, kindly for as long as --timeout says, then by force.
end() {
	local deadline=$((SECONDS + timeout))
	kill "$1" 2>/dev/null || true
	while alive "$1"; do
		if [ "$SECONDS" -ge "$deadline" ]; then
			say "process $1 did not end within $timeout s; killing it"
			kill -9 "$1" 2>/dev/null || true
			deadline=$((SECONDS + 10))
		fi
		sleep 0.1
	done
	rm -f "$pidFile"
}

stop() {
	local running watcher
	if [ "${watching:-0}" = 0 ] && [ ! -e "$home/throwaway" ] &&
		watcher=$(cat "$home/watcher" 2>/dev/null); then
		case " $(ps -ww -o args= -p "$watcher" 2>/dev/null) " in
		*" watch --home $home "*) kill "$watcher" 2>/dev/null || true ;;
		esac
		rm -f "$home/watcher"
	fi
	if running=$(pid); then
		end "$running"
		say "stopped"
	else
		rm -f "$pidFile"
		say "not running"
	fi
}

wipe() {
	[ -e "$home" ] || { say "nothing to wipe"; return 0; }
	[ -e "$marker" ] || die "$home was not made by neo4j.sh; not deleting it"
	rm -f "$home/throwaway"
	stop
	rm -rf "$home"
	say "wiped $home"
}

# watchOwner leaves a process behind that stops the server when its owner is gone, however
# the owner ended.
watchOwner() {
	local watcher
	[ -n "$owner" ] || return 0
	if watcher=$(cat "$home/watcher" 2>/dev/null) && kill -0 "$watcher" 2>/dev/null; then return 0; fi
	(
		exec </dev/null >/dev/null 2>&1 9>&-
		cd /
		unset NEO4J_PASSWORD NEO4J_PASSWORD_FILE
		detach "$BASH" "$self" watch --home "$home" --jars "$jarsRoot" --owner "$owner" --timeout "$timeout"
	) &
	disown $! 2>/dev/null || true
	echo $! >"$home/watcher"
}

watch() {
	local since
	since=$(born "$owner")
	while [ -e "$marker" ] && [ -n "$since" ] && [ "$(born "$owner")" = "$since" ]; do sleep 1; done
	[ -e "$marker" ] || return 0
	watching=1
	if [ -e "$home/throwaway" ]; then wipe; else stop; fi
}

# run gives a command an instance of its own.
run() {
	local child code=0 caught=0
	[ "${#args[@]}" -gt 0 ] || die "run needs a command after --" 2
	check || exit 4
	if [ -z "$homeFlag" ]; then
		setHome "$(mktemp -d "${TMPDIR:-/tmp}/noboru-neo4j.XXXXXX")"
		trap 'rm -rf "$home"' EXIT
		adopt
		: >"$home/throwaway"
	fi
	findPassword || { [ -d "$home/data" ] || password=$(newPassword); }
	export NEO4J_PASSWORD=${password:-}
	unset NEO4J_PASSWORD_FILE
	owner=$$
	trap 'exit 130' INT
	trap 'exit 143' HUP TERM
	trap 'if [ -e "$home/throwaway" ]; then wipe; else stop; fi 2>/dev/null' EXIT
	local setting given=()
	while IFS= read -r setting; do [ -z "$setting" ] || given+=(--setting "$setting"); done <<<"$settings"
	NOBORU_NEO4J_PLUGINS=$plugins "$BASH" "$self" start --home "$home" --jars "$jarsRoot" ${given[@]+"${given[@]}"} \
		--bolt-port "${boltPort:-0}" --http-port "${httpPort:-0}" --heap "$heap" --pagecache "$pagecache" \
		--owner "$owner" --timeout "$timeout" >/dev/null || exit $?
	export NEO4J_URI NEO4J_HTTP_URI NEO4J_USERNAME
	NEO4J_URI=neo4j://127.0.0.1:$(kept bolt)
	NEO4J_HTTP_URI=http://127.0.0.1:$(kept http)
	NEO4J_USERNAME=neo4j
	# So that the command can stop, kill and start this same instance.
	export NOBORU_NEO4J_HOME=$home NOBORU_NEO4J_JARS=$jarsRoot NOBORU_NEO4J_OWNER=$owner \
		NOBORU_NEO4J_PLUGINS=$plugins NOBORU_NEO4J_HEAP=$heap NOBORU_NEO4J_PAGECACHE=$pagecache
	unset NOBORU_NEO4J_BOLT_PORT NOBORU_NEO4J_HTTP_PORT
	"${args[@]}" <&0 &
	child=$!
	# A command in the background does not hear Ctrl-C: pass it on.
	trap 'caught=130; kill -TERM "$child" 2>/dev/null' INT
	trap 'caught=143; kill -TERM "$child" 2>/dev/null' HUP TERM
	while :; do
		code=0
		wait "$child" || code=$?
		alive "$child" || break
	done
	[ "$caught" = 0 ] || code=$caught
	exit "$code"
}

status() {
	local running
	running=$(pid) || { say "not running ($home)"; exit 3; }
	say "running (process $running) from $home"
	[ "$(http "$(kept http)" GET / '' '')" = 200 ] || say "but it does not answer yet"
	printEnv
}

# quote leaves plain values alone, for callers that read lines, and protects the rest for a shell.
quote() { case $1 in *[!A-Za-z0-9_.,:/@%+-]*) printf "'%s'" "${1//\'/\'\\\'\'}" ;; *) printf '%s' "$1" ;; esac; }

environment() {
	pid >/dev/null || { say "not running ($home)"; exit 3; }
	findPassword || die "set NEO4J_PASSWORD: this instance did not get its password from neo4j.sh"
	printEnv
	echo "NEO4J_PASSWORD=$(quote "$password")"
}

# shell talks to NEO4J_URI if that is set, else to the local instance.
shell() {
	findJava || exit 4
	fetch || exit $?
	if [ -z "${NEO4J_URI:-}" ]; then
		pid >/dev/null || { say "not running ($home), and NEO4J_URI is not set"; exit 3; }
		NEO4J_URI=neo4j://127.0.0.1:$(kept bolt)
	fi
	if findPassword; then export NEO4J_PASSWORD=$password; fi
	export NEO4J_URI NEO4J_USERNAME=${NEO4J_USERNAME:-neo4j}
	unset NEO4J_PASSWORD_FILE
	useUTF8
	exec "$java" -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8 -cp "$jars/shell/*" org.neo4j.shell.Main ${args[@]+"${args[@]}"}
}

case $command in
start) start ;;
run) run ;;
stop) stop ;;
kill)
	running=$(pid) || { say "not running ($home)"; exit 3; }
	kill -9 "$running"
	timeout=10
	end "$running"
	say "killed"
	;;
wipe) wipe ;;
status) status ;;
env) environment ;;
shell) shell ;;
fetch) fetch || exit $? ;;
check) check || exit $? ;;
watch) watch ;;
help | -h | --help) usage ;;
*) usage >&2; die "there is no command '$command'" 2 ;;
esac
