package cli

import "noboru/graph"

// catalogue is every sentence that the command line says by itself. Each stands in both languages
// with the same verbs in the same order.
type catalogue struct {
	// Datasets in Neo4j.
	FlagVerifySeed, NewerNoboru, StoreWanted, FlagStore, OneSource, VerifyWholeFiles, LoadShort, LoadLong, LoadUnchanged, LoadReplaced, LoadNew, DatasetsShort, DropShort, ExportShort, VerifyShort, VerifyDiffers, VerifyWhole, FlagQuestions, FlagUnknown, FlagBare, WantWhole, WantDuration, CompletionLong, CompletionOf, FlagNoDescriptions, FlagMapCorrelation, Interrupted, RolesNear, SkillsNone, FlagForce, LoadTwice, LoadLeftovers,
	DatasetsNone, DatasetsIllustrative, Dropped, Exported, ExportLong, VerifyLong, VerifyFirst, Nothing,
	ColVersion, ColSkillCount, ColFamilyCount, ColMeasure, ColTopK, ColLoadedAt, FlagNeo4j, FlagDataset, FlagWait, FlagPoll, FlagReadTimeout, ServeWaiting graph.Text

	// Help.
	RootShort, RootLong, HelpShort, CompletionShort                                                                      graph.Text
	HeadUsage, HeadExamples, HeadCommands, HeadFlags, HeadCommonFlags, HeadTopics, JSONShort, JSONLong                   graph.Text
	PathShort, PathLong, PathsShort, PathsLong, FrontierShort, ReachShort, OpenersShort, OpenersLong                     graph.Text
	CompareShort, MapShort, RolesShort, FamiliesShort, SkillsShort, ServeShort, ServeLong, ValidateShort, VersionShort   graph.Text
	ValidateLong, ReachLong, FrontierLong, MapLong                                                                       graph.Text
	FlagData, FlagJSON, FlagCSV, FlagLang, FlagHelp, FlagObjective, FlagMaxSteps, FlagMaxClimb, FlagMaxDrop              graph.Text
	FlagMinCorrelation, FlagVia, FlagAvoid, FlagAvoidFamily, FlagComfortableClimb, FlagClimbBy, FlagProfile, FlagExplain graph.Text
	FlagStability, FlagSeed, FlagRunnerUp, FlagK, FlagMaxOverlap, FlagPairs, FlagGap, FlagTo, FlagLimit, FlagOffset      graph.Text
	FlagFamily, FlagAddr, FlagAllowOrigin, FlagThresholds, FlagPlot                                                      graph.Text

	// Faults.
	SeeHelp, UnknownCommand, UnknownCommandNear, ArgumentCount, JSONOrCSV, GotWant, WantOnly, WantIs                  graph.Text
	WantCount, WantCorrelation, WantPositive, WantPoints, FromOrProfile, Ambiguous, UnknownNear, UnknownName, AndMore graph.Text
	BadLevel, FileTooLarge, PairsWithArgs, PairsWithProfile, PairsCells, PairsNoRows, ToWithProfile                   graph.Text

	// Answers.
	Caution, Dataset, Illustrative, You                                                                                                             graph.Text
	ColStep, ColRole, ColCode, ColTotal, ColCorrelation, ColChange, ColGap, ColNew, ColSteps, ColSteepest                                           graph.Text
	ColPath, ColFamily, ColRoles, ColSkill, ColGroup, ColDifference, ColMark, ColGained, ColLost, ColChangeTo                                       graph.Text
	ColThreshold, ColEdges, ColComponents, ColLargest, ColIsolated, ColEdgeCount, ColLimit, ColOpens, ColName                                       graph.Text
	Gentlest, Shortest, FewestSteps                                                                                                                 graph.Text
	PathTitle, PathCosts, PathCostGaps, AlreadyThere, ByEffort, CostGentlest, CostShortest, CostFewest, Regains                                     graph.Text
	Needs, NeedsNothing, NewHere, NewNothing, NewAll, Carries, NoSkills, StepLine, NeedsUnstated                                                    graph.Text
	StabilityLine, StabilityWeakest, RunnerUp, NoRunnerUp, MoreClimbing, MoreDistance, MoreSteps, CostsSame, CostEach, StabilityHeld, LevelsRounded graph.Text
	Partial, Flat, Alternative, AlternativesIncomplete, FrontierIncomplete, FewerAlternatives                                                       graph.Text
	NoPathTitle, Disconnected, BlockedByOne, Jointly, JointlyIncomplete, JointPath, Nearest, NearestNone, NearestUnknown                            graph.Text
	RelaxMaxSteps, RelaxMaxClimb, RelaxMaxDrop, RelaxMinCorrelation, RelaxVia, RelaxAvoid, RelaxAvoidFamily, NearestStart                           graph.Text
	FrontierTitle, ReachTitle, ReachToTitle, ReachNone, ShownOf, OpenersTitle, OpenersNone, CompareTitle                                            graph.Text
	CompareEdge, CompareBelow, CompareTopK, CompareUndefined, CompareNotStated, CompareSame, CompareTotals                                          graph.Text
	MapTitle, MapNone, PlotAxes, RolesNone, ServeListening, ServeStopping, ValidateTitle, ValidateCounts                                            graph.Text
	InputFaults, InputMore, ValidateSkills, ValidateRange                                                                                           graph.Text
	ValidateFaults, ValidateWarning, ValidateThresholds, ValidateOwn, ValidateIsolated, ValidateRounded, Progress, StepsShort                       graph.Text
}

// words is the catalogue. It is only read.
var words = catalogue{
	StoreWanted:      graph.Text{En: "name the store by --neo4j URI or NEO4J_URI, with the password in NEO4J_PASSWORD or NEO4J_PASSWORD_FILE, or by --store DIR", Ja: "保存先を --neo4j URI か NEO4J_URI（パスワードは NEO4J_PASSWORD か NEO4J_PASSWORD_FILE）、または --store DIR で指定してください"},
	FlagStore:        graph.Text{En: "folder that keeps datasets as files, in the place of Neo4j", Ja: "Neo4j の代わりにデータをファイルで保存するフォルダ"},
	NewerNoboru:      graph.Text{En: "(by a newer Noboru)", Ja: "（新しい Noboru による）"},
	OneSource:        graph.Text{En: "give one of --data, --neo4j and --store", Ja: "--data、--neo4j、--store はどれか一つだけ指定してください"},
	VerifyWholeFiles: graph.Text{En: "%s: version %s is whole: %d roles, skills and families as they were written", Ja: "%s: 版 %s は完全です（職種・スキル・プロファイルなど %d 件）"},
	LoadShort:        graph.Text{En: "Write datasets to Neo4j or to a store of files", Ja: "データを Neo4j かファイルの保存先に書き込む"},
	LoadLong:         graph.Text{En: "Write datasets to Neo4j, or with --store to files, all or nothing. Nothing is written of a faulty file, and a version that is there already is left as it is.", Ja: "データを Neo4j に（--store ならファイルに）書き込みます。途中の状態は見えません。誤りのあるファイルは書き込まず、同じ版がすでにあれば何も変えません。"},
	LoadUnchanged:    graph.Text{En: "%s: version %s is there already, nothing changed", Ja: "%s: 版 %s はすでにあります。変更はありません"},
	LoadReplaced:     graph.Text{En: "%s: version %s is live in the place of %s (%d roles, %d edges)", Ja: "%s: 版 %s を公開しました（前の版は %s、%d 職種、辺 %d）"},
	LoadNew:          graph.Text{En: "%s: version %s is live (%d roles, %d edges)", Ja: "%s: 版 %s を公開しました（%d 職種、辺 %d）"},
	LoadTwice:        graph.Text{En: "%s and %s both make dataset %s: give them different names", Ja: "%s と %s はどちらもデータ %s です。別の名前を付けてください"},
	LoadLeftovers:    graph.Text{En: "%s: what is left of the old version goes with the next load", Ja: "%s: 古い版の残りは次の読み込みで消えます"},
	FlagForce:        graph.Text{En: "write the dataset anew also where its version is there already", Ja: "同じ版がすでにあっても書き直す"},

	FlagUnknown:        graph.Text{En: "there is no flag %s", Ja: "%s というフラグはありません"},
	FlagBare:           graph.Text{En: "%s needs a value", Ja: "%s には値が必要です"},
	WantWhole:          graph.Text{En: "a whole number", Ja: "整数"},
	WantDuration:       graph.Text{En: "a time such as 500ms, 10s or 2m", Ja: "500ms、10s、2m のような時間"},
	FlagMapCorrelation: graph.Text{En: "only roles whose correlation is at least `r`, which is at least the dataset's threshold", Ja: "相関が `r` 以上の職種だけを示す（データのしきい値以上）"},
	Interrupted:        graph.Text{En: "interrupted", Ja: "中断しました"},
	RolesNear:          graph.Text{En: "Similar names: %s", Ja: "近い名前: %s"},
	SkillsNone:         graph.Text{En: "dataset %s states correlations and has no skills", Ja: "データ %s には相関しかなく、スキルがありません"},
	CompletionOf:       graph.Text{En: "Completion script for %s", Ja: "%s の補完スクリプト"},
	FlagNoDescriptions: graph.Text{En: "complete without descriptions", Ja: "説明を付けずに補完する"},
	CompletionLong: graph.Text{
		En: `Writes a script that lets the shell complete commands, flags, roles and families.

  bash        source <(noboru completion bash)        needs the package bash-completion
  zsh         source <(noboru completion zsh)         after autoload -U compinit; compinit
  fish        noboru completion fish | source
  powershell  noboru completion powershell | Out-String | Invoke-Expression

Put that line into the shell's start-up file to have it in every session.`,
		Ja: `コマンド、フラグ、職種、プロファイルをシェルで補完するスクリプトを出力します。

  bash        source <(noboru completion bash)        bash-completion パッケージが必要
  zsh         source <(noboru completion zsh)         autoload -U compinit; compinit のあとで
  fish        noboru completion fish | source
  powershell  noboru completion powershell | Out-String | Invoke-Expression

毎回使うには、この行をシェルの起動ファイルに書いてください。`,
	},

	DatasetsNone:         graph.Text{En: "There are no datasets. Write one with: noboru load FILE", Ja: "データはありません。noboru load FILE で書き込めます"},
	DatasetsIllustrative: graph.Text{En: "*: the scores are illustrative, made up to show the software", Ja: "*: 点数は例示のために作ったものです"},
	Dropped:              graph.Text{En: "%s: dropped", Ja: "%s: 削除しました"},
	Exported:             graph.Text{En: "%s: written to %s; noboru validate, serve --data and load read it", Ja: "%s: %s に書き出しました。validate、serve --data、load で読めます"},
	ExportLong:           graph.Text{En: "Writes a stored dataset to DIR, as a manifest and CSV tables that load as the same version.", Ja: "保存されているデータを、マニフェストと CSV の表として DIR に書き出します。読み込むと同じ版になります。"},
	VerifyLong: graph.Text{
		En: "Recomputes everything that is stored of a dataset: its hash, every node and property, every edge and weight. Then it\nasks a seeded sample of questions in Cypher and compares the answers with the engine's. It names the first difference.",
		Ja: "データのハッシュ、すべてのノードと属性、すべての辺と重みを計算し直し、さらに質問を無作為に選んで Cypher と\nエンジンの答えを比べます。相違があれば最初のものを示します。",
	},
	VerifyFirst: graph.Text{En: "first: %s: got %s, want %s", Ja: "最初の相違: %s: 実際は %s、正しくは %s"},
	Nothing:     graph.Text{En: "nothing", Ja: "なし"},

	ColVersion:      graph.Text{En: "version", Ja: "版"},
	ColSkillCount:   graph.Text{En: "skills", Ja: "スキル数"},
	ColFamilyCount:  graph.Text{En: "families", Ja: "プロファイル数"},
	ColMeasure:      graph.Text{En: "measure", Ja: "尺度"},
	ColTopK:         graph.Text{En: "top K", Ja: "上位K"},
	ColLoadedAt:     graph.Text{En: "loaded", Ja: "読み込み"},
	DatasetsShort:   graph.Text{En: "List the datasets of a store", Ja: "保存されているデータを一覧する"},
	DropShort:       graph.Text{En: "Remove a dataset from a store", Ja: "保存先からデータを削除する"},
	ExportShort:     graph.Text{En: "Write a dataset of a store to a folder of tables", Ja: "保存されているデータを表として書き出す"},
	VerifyShort:     graph.Text{En: "Recompute a stored dataset and name the first difference", Ja: "保存されているデータを計算し直して照合する"},
	VerifyDiffers:   graph.Text{En: "%s: version %s is not whole: %d differences", Ja: "%s: 版 %s は完全ではありません（相違 %d 件）"},
	VerifyWhole:     graph.Text{En: "%s: version %s is whole: %d nodes, %d relationships, %d questions compared", Ja: "%s: 版 %s は完全です（ノード %d、関係 %d、照合した質問 %d）"},
	FlagQuestions:   graph.Text{En: "pairs of roles to ask in Cypher and to compare with the engine", Ja: "Cypher とエンジンの答えを比べる職種の組の数"},
	FlagNeo4j:       graph.Text{En: "Neo4j to read from or write to, as neo4j://HOST:PORT; user and password are in NEO4J_USERNAME and NEO4J_PASSWORD or NEO4J_PASSWORD_FILE. load, datasets, verify, export and drop also take NEO4J_URI", Ja: "読み書きする Neo4j（neo4j://HOST:PORT）。ユーザー名は NEO4J_USERNAME、パスワードは NEO4J_PASSWORD か NEO4J_PASSWORD_FILE。load、datasets、verify、export、drop は NEO4J_URI も使う"},
	FlagDataset:     graph.Text{En: "dataset of the store; needless where there is one", Ja: "保存先のデータの名前（一つだけなら不要）"},
	FlagWait:        graph.Text{En: "wait for Neo4j and for the dataset instead of giving up", Ja: "Neo4j とデータの用意ができるまで、間隔を広げながら待つ"},
	FlagPoll:        graph.Text{En: "how often to look for a new version in Neo4j", Ja: "Neo4j の新しい版を確かめる間隔"},
	FlagReadTimeout: graph.Text{En: "the longest that one read from Neo4j may take: connecting and reading the dataset, or a look for a new version; large datasets need more", Ja: "Neo4j からの1回の読み込み（接続とデータの読み込み、または新しい版の確認）にかける時間の上限。大きなデータでは長くする"},
	ServeWaiting:    graph.Text{En: "noboru: %s; trying again until it works", Ja: "noboru: %s（つながるまで繰り返します）"},

	RootShort: graph.Text{En: "Career paths in steps that a person can manage", Ja: "無理なく登れるキャリアパスを見つける"},
	RootLong: graph.Text{
		En: `Noboru finds career paths: how a person gets from the role they hold to the role they want, in
steps that they can manage. Roles are joined where their skill scores correlate.

A role is named by its code, by any unambiguous part of its name in Japanese or English, or as the
booklet writes it (SOC:オペレーター). FROM and TO can also be family:CSIRT or a list a,b.

Results go to stdout, everything else to stderr.

Exit codes:
%s`,
		Ja: `Noboru（登る）は、いまの職種から目指す職種まで、無理のない一歩を重ねて進む道筋を見つけます。
スキルの点数の相関が強い職種どうしが、つながっています。

職種は、コード、日本語名・英語名の一部（一つに決まるもの）、または冊子の書き方（SOC:オペレーター）で
指定します。FROM と TO には family:CSIRT や、カンマ区切りの a,b も使えます。

結果は stdout に、それ以外は stderr に出力します。

終了コード:
%s`,
	},
	HelpShort:       graph.Text{En: "Help about any command", Ja: "コマンドの使い方を表示する"},
	CompletionShort: graph.Text{En: "Write the completion script for a shell", Ja: "シェル補完のスクリプトを出力する"},
	HeadUsage:       graph.Text{En: "Usage", Ja: "使い方"},
	HeadExamples:    graph.Text{En: "Examples", Ja: "例"},
	HeadCommands:    graph.Text{En: "Commands", Ja: "コマンド"},
	HeadFlags:       graph.Text{En: "Flags", Ja: "フラグ"},
	HeadCommonFlags: graph.Text{En: "Common flags", Ja: "共通フラグ"},

	HeadTopics: graph.Text{En: "More help", Ja: "そのほかの説明"},
	JSONShort:  graph.Text{En: "What the fields of --json mean", Ja: "--json の項目の意味"},
	JSONLong: graph.Text{
		En: "Fields of --json. They are added to, never renamed. Points, correlations and distances are exact decimal numbers.",
		Ja: "--json の項目です。追加されることはあっても、名前は変わりません。点数、相関、距離は正確な10進数です。",
	},

	PathShort: graph.Text{En: "The best path from a role, or from a profile, to a role", Ja: "ある職種（または自分のスキル）から目指す職種への最良の道筋"},
	PathLong: graph.Text{
		En: `Finds the one best path from FROM to TO. With --profile the path starts from a person's own scores,
and only TO is given. Where there is no path, the answer says which limit blocks it and what would
open one, and the exit code is 4.`,
		Ja: `FROM から TO への最良の道筋を一つ示します。--profile を使うと自分のスキルの点数から始まり、
引数は TO だけになります。道筋がないときは、どの条件が妨げているか、どこまでゆるめれば通れるかを示し、
終了コードは 4 になります。`,
	},
	PathsShort: graph.Text{En: "The best few paths, or the best path for each pair of a file", Ja: "上位いくつかの道筋、またはファイルの各組の道筋"},
	PathsLong: graph.Text{
		En: `Lists the -k best paths without repeated roles, in order of cost. --max-overlap limits the share of
steps that an alternative may have in common with a better one.

With --pairs FILE it answers a CSV file of pairs instead: the columns "from" and "to", or the first
two. One line comes out for each line that goes in, in order, as CSV or (--json) as JSON Lines. A
line that cannot be answered says so in its own output line, and the exit code is that of the gravest:
5 malformed, 3 name, 2 limit, 4 no path.`,
		Ja: `同じ職種を二度通らない道筋を、よい順に -k 本示します。--max-overlap は、より良い道筋と
共有してよいステップの割合の上限です。

--pairs FILE を使うと、CSV の各行（列 from と to、なければ最初の2列）に答えます。入力と同じ順に、
1行につき1行を CSV か JSON Lines（--json）で出力します。答えられない行はその行に理由を示し、
終了コードは最も重いものになります（5 書式、3 名前、2 条件、4 道筋なし）。`,
	},
	FrontierShort: graph.Text{En: "The trade-off between few steps and gentle steps", Ja: "歩数の少なさと登りのゆるやかさの釣り合い"},
	FrontierLong: graph.Text{
		En: "For each number of steps, the smallest possible steepest climb, with its best path: only the choices\nthat no other choice beats.",
		Ja: "歩数ごとに、最も急な登りをどこまで小さくできるかと、その道筋を示します。ほかの選択肢に劣るものは除きます。",
	},
	ReachShort: graph.Text{En: "What one can become from a role, or who can become it", Ja: "ある職種から到達できる職種、またはその職種に到達できる職種"},
	ReachLong: graph.Text{
		En: "Lists every role within reach of ROLE, or of a profile, under the limits, nearest first. With --to it\nlists the roles from which ROLE can be reached.",
		Ja: "ROLE（または自分のスキル）から、条件の範囲で到達できる職種を近い順に示します。--to を付けると、\nROLE に到達できる職種を示します。",
	},
	OpenersShort: graph.Text{En: "Which one level more in which skill opens most roles", Ja: "どのスキルを1レベル上げると、最も多くの職種が開けるか"},
	OpenersLong: graph.Text{
		En: "Ranks skills by how many roles come newly within reach when the role's row, or the profile, has one\nlevel more in that skill. Every row is recomputed; nothing is guessed.",
		Ja: "ROLE の点数（または自分のスキル）を1レベル上げたとき、新たに到達できる職種の多い順にスキルを示します。\n推測ではなく、一つずつ計算し直した結果です。",
	},
	CompareShort: graph.Text{En: "Two roles side by side, and why there is or is no edge", Ja: "二つの職種の比較と、つながりの有無の理由"},
	MapShort:     graph.Text{En: "The correlation map of a role", Ja: "ある職種の相関マップ"},
	MapLong: graph.Text{
		En: "Lists the roles that correlate with ROLE, strongest first, with their totals: the data of the booklet's\ncorrelation map. --plot draws it.",
		Ja: "ROLE と相関する職種を、相関の強い順に評価点合計とともに示します（冊子の相関マップのデータ）。\n--plot で図も描きます。",
	},
	RolesShort:    graph.Text{En: "List roles, or find them by a text", Ja: "職種の一覧と検索"},
	FamiliesShort: graph.Text{En: "List families", Ja: "職種プロファイルの一覧"},
	SkillsShort:   graph.Text{En: "List skills", Ja: "スキル項目の一覧"},
	ServeShort:    graph.Text{En: "Serve GraphQL over HTTP", Ja: "GraphQL サーバーを起動する"},
	ServeLong: graph.Text{
		En: "Serves GraphQL at /graphql and GraphiQL at /graphiql/ until it is told to stop (SIGINT or SIGTERM).\nPort 0 takes a free port; the line on stderr has the real one.",
		Ja: "/graphql で GraphQL、/graphiql/ で GraphiQL を提供します。SIGINT か SIGTERM で止まります。\nポート 0 は空いているポートを使い、実際の番号を stderr に表示します。",
	},
	ValidateShort: graph.Text{En: "Say what would be loaded, or every fault", Ja: "読み込まれる内容、またはすべての誤りを示す"},
	ValidateLong: graph.Text{
		En: "Reads each FILE (a manifest, a folder with one, or a table) as serve --data would, and reports counts,\nwarnings, the columns that are read as skills, and what edges and components each threshold would\ngive, so that one can be chosen. A faulty FILE is reported with every fault. Without FILE it reports on --data, or on the bundled dataset.",
		Ja: "各 FILE（マニフェスト、そのフォルダ、または表）を serve --data と同じように読み、件数、警告、\nスキルとして読む列、しきい値ごとの辺と連結成分の数を示します。しきい値を選ぶ手がかりになります。\n誤りがあれば、そのすべてを示します。FILE がなければ --data、それもなければ同梱データを調べます。",
	},
	VersionShort: graph.Text{En: "Print the version of the program and of its dataset", Ja: "プログラムとデータセットの版を表示する"},

	FlagData:             graph.Text{En: "manifest, folder or table to answer from (default: the bundled dataset)", Ja: "使うデータ（マニフェスト、フォルダ、または表）。省略時は同梱データ"},
	FlagJSON:             graph.Text{En: "write JSON", Ja: "JSON で出力する"},
	FlagCSV:              graph.Text{En: "write CSV", Ja: "CSV で出力する"},
	FlagLang:             graph.Text{En: "language of the output: ja or en (default: from LC_ALL, LC_MESSAGES or LANG, else en)", Ja: "表示言語 ja か en（省略時は LC_ALL、LC_MESSAGES、LANG から決まり、なければ en）"},
	FlagHelp:             graph.Text{En: "show this help", Ja: "この使い方を表示する"},
	FlagObjective:        graph.Text{En: "what to minimise: gentlest, shortest or fewest-steps", Ja: "何を最小にするか: gentlest（ゆるやかさ）、shortest（距離）、fewest-steps（歩数）"},
	FlagMaxSteps:         graph.Text{En: "at most so many steps", Ja: "歩数の上限"},
	FlagMaxClimb:         graph.Text{En: "no step climbs more than so many `points`", Ja: "1歩の登りの上限（点）`points`"},
	FlagMaxDrop:          graph.Text{En: "no step drops more than so many `points` (0: never step down)", Ja: "1歩の下りの上限（点。0 なら下らない）`points`"},
	FlagMinCorrelation:   graph.Text{En: "no step with a correlation below `r`; at least the dataset's threshold", Ja: "1歩の相関の下限 `r`（データのしきい値以上）"},
	FlagVia:              graph.Text{En: "pass through this `role`; repeat for several, in order", Ja: "必ず通る職種 `role`（繰り返すと、その順に通る）"},
	FlagAvoid:            graph.Text{En: "never pass through this `role`; may be repeated", Ja: "通らない職種 `role`（繰り返せる）"},
	FlagAvoidFamily:      graph.Text{En: "never pass through this `family`; may be repeated", Ja: "通らない職種プロファイル `family`（繰り返せる）"},
	FlagComfortableClimb: graph.Text{En: "the climb per step, in `points`, that is taken in stride (default: the dataset's)", Ja: "無理なく登れる1歩の登り `points`（省略時はデータの値）"},
	FlagClimbBy:          graph.Text{En: "what counts as climb: total or skill-gap", Ja: "登りの数え方: total（評価点合計の差）か skill-gap（不足スキルの合計）"},
	FlagProfile:          graph.Text{En: "start from the skill,level pairs in `file` (CSV or JSON, - for stdin)", Ja: "自分のスキル（skill,level の CSV か JSON）`file` から始める（- は stdin）"},
	FlagExplain:          graph.Text{En: "for each step, the skills to learn, what is new and what carries over", Ja: "各ステップで伸ばすスキル、新しく学ぶこと、生かせることを示す"},
	FlagStability:        graph.Text{En: "how often the path survives `n` small perturbations of the scores (1-10000)", Ja: "点数をわずかに動かす試行 `n` 回（1〜10000）のうち、道筋が保たれる割合を示す"},
	FlagVerifySeed:       graph.Text{En: "seed of the sample of questions", Ja: "質問の標本の種"},
	FlagSeed:             graph.Text{En: "seed of --stability", Ja: "--stability の乱数の種"},
	FlagRunnerUp:         graph.Text{En: "the next best path, and what it costs more", Ja: "次に良い道筋と、費用の差を示す"},
	FlagK:                graph.Text{En: "how many paths (1-10)", Ja: "道筋の数（1〜10）"},
	FlagMaxOverlap:       graph.Text{En: "largest `share` (0-1) of its steps that an alternative has in common with a better path", Ja: "より良い道筋と共有してよいステップの割合 `share`（0〜1）"},
	FlagPairs:            graph.Text{En: "answer each from,to pair of this CSV `file` (- for stdin)", Ja: "CSV の from,to の各組に答える `file`（- は stdin）"},
	FlagGap:              graph.Text{En: "weigh the total skill gap as a third criterion", Ja: "不足スキルの合計も三つ目の基準にする"},
	FlagTo:               graph.Text{En: "who can become ROLE, instead of what ROLE can become", Ja: "ROLE から、ではなく ROLE へ到達できる職種を示す"},
	FlagLimit:            graph.Text{En: "show at most `n` (0: all)", Ja: "表示する件数の上限 `n`（0 はすべて）"},
	FlagOffset:           graph.Text{En: "skip the first `n`", Ja: "先頭から飛ばす件数 `n`"},
	FlagFamily:           graph.Text{En: "only roles of this `family`", Ja: "この職種プロファイル `family` の職種だけ"},
	FlagAddr:             graph.Text{En: "`host:port` to listen on; port 0 takes a free one", Ja: "待ち受けるアドレス `host:port`（ポート 0 は空きを使う）"},
	FlagAllowOrigin:      graph.Text{En: "let browser pages of this `origin` ask (https://example.org, or * for all); may be repeated", Ja: "このオリジン `origin` のページからの問い合わせを許す（https://example.org、すべてなら *。繰り返せる）"},
	FlagThresholds:       graph.Text{En: "thresholds to report on (default: 0.5 to 0.95 and the dataset's own)", Ja: "調べるしきい値（省略時は 0.5〜0.95 とデータの値）"},
	FlagPlot:             graph.Text{En: "draw the map as text", Ja: "相関マップを文字で描く"},

	SeeHelp:            graph.Text{En: "See '%s --help'.", Ja: "使い方は '%s --help' をご覧ください。"},
	UnknownCommand:     graph.Text{En: "there is no command %q", Ja: "%q というコマンドはありません"},
	UnknownCommandNear: graph.Text{En: "there is no command %q; did you mean %s?", Ja: "%q というコマンドはありません。もしかして: %s"},
	ArgumentCount:      graph.Text{En: "want %s arguments, got %d", Ja: "引数は %s 個必要ですが、%d 個あります"},
	JSONOrCSV:          graph.Text{En: "--json and --csv do not go together", Ja: "--json と --csv は同時に使えません"},
	GotWant:            graph.Text{En: "%s: got %s, want %s", Ja: "%s: %s は使えません。正しくは %s"},
	WantOnly:           graph.Text{En: "%s: want %s", Ja: "%s: 正しくは %s"},
	WantIs:             graph.Text{En: "want %s", Ja: "正しくは %s"},
	WantCount:          graph.Text{En: "a whole number, 0 or more", Ja: "0 以上の整数"},
	WantCorrelation:    graph.Text{En: "a number from the dataset's threshold to 1", Ja: "データのしきい値から 1 までの数"},
	WantPositive:       graph.Text{En: "more than 0", Ja: "0 より大きい数"},
	WantPoints:         graph.Text{En: "points, 0 to 2000000, no finer than thousandths", Ja: "0 以上の点数（1000分の1点まで）"},
	FromOrProfile:      graph.Text{En: "with --profile the start is the profile: leave the first role out", Ja: "--profile を使うと出発点は自分のスキルです。最初の職種は書きません"},
	Ambiguous:          graph.Text{En: "%q could mean any of these:", Ja: "「%s」は次のどれとも取れます:"},
	UnknownNear:        graph.Text{En: "%q is not known. Near it are:", Ja: "「%s」は見つかりません。近い名前:"},
	UnknownName:        graph.Text{En: "%q is not known", Ja: "「%s」は見つかりません"},
	AndMore:            graph.Text{En: "... and %d more", Ja: "… ほか %d 件"},
	BadLevel:           graph.Text{En: "the level of %s is not a number of 0 or more", Ja: "%s のレベルが 0 以上の数ではありません"},
	FileTooLarge:       graph.Text{En: "larger than %d bytes", Ja: "%d バイトを超えています"},
	PairsWithArgs:      graph.Text{En: "--pairs FILE names the roles: leave FROM and TO out", Ja: "--pairs FILE が職種を指定します。FROM と TO は書きません"},
	PairsWithProfile:   graph.Text{En: "%s does not go with --pairs", Ja: "%s は --pairs と同時に使えません"},
	PairsCells:         graph.Text{En: "line %d: want two cells: from,to", Ja: "%d 行目: from,to の2つのセルが必要です"},
	PairsNoRows:        graph.Text{En: "there are no pairs", Ja: "組が一つもありません"},
	ToWithProfile:      graph.Text{En: "--to does not go with --profile: nobody becomes a profile", Ja: "--to と --profile は同時に使えません"},

	Caution:      graph.Text{En: "Correlation shows how close roles are, not whether someone gets the job.", Ja: "相関は職種どうしの近さを示すもので、その職に就けるかどうかを示すものではありません。"},
	Dataset:      graph.Text{En: "dataset %s, version %s", Ja: "データ %s、版 %s"},
	Illustrative: graph.Text{En: "The scores are illustrative.", Ja: "点数は例示です。"},
	You:          graph.Text{En: "(your profile)", Ja: "（自分のスキル）"},

	ColStep:        graph.Text{En: "step", Ja: "歩"},
	ColRole:        graph.Text{En: "role", Ja: "職種"},
	ColCode:        graph.Text{En: "code", Ja: "コード"},
	ColName:        graph.Text{En: "name", Ja: "名称"},
	ColTotal:       graph.Text{En: "total", Ja: "合計"},
	ColCorrelation: graph.Text{En: "correlation", Ja: "相関"},
	ColChange:      graph.Text{En: "climb", Ja: "登り"},
	ColGap:         graph.Text{En: "skill gap", Ja: "不足スキル"},
	ColNew:         graph.Text{En: "new", Ja: "新規"},
	ColSteps:       graph.Text{En: "steps", Ja: "歩数"},
	ColSteepest:    graph.Text{En: "steepest climb", Ja: "最大の登り"},
	ColPath:        graph.Text{En: "path", Ja: "道筋"},
	ColFamily:      graph.Text{En: "family", Ja: "プロファイル"},
	ColRoles:       graph.Text{En: "roles", Ja: "職種数"},
	ColSkill:       graph.Text{En: "skill", Ja: "スキル"},
	ColGroup:       graph.Text{En: "group", Ja: "区分"},
	ColDifference:  graph.Text{En: "difference", Ja: "差"},
	ColMark:        graph.Text{En: "mark", Ja: "印"},
	ColGained:      graph.Text{En: "gained", Ja: "増える職種"},
	ColLost:        graph.Text{En: "lost", Ja: "減る職種"},
	ColChangeTo:    graph.Text{En: "level", Ja: "レベル"},
	ColThreshold:   graph.Text{En: "threshold", Ja: "しきい値"},
	ColEdges:       graph.Text{En: "edges", Ja: "辺"},
	ColComponents:  graph.Text{En: "components", Ja: "連結成分"},
	ColLargest:     graph.Text{En: "largest", Ja: "最大成分"},
	ColIsolated:    graph.Text{En: "isolated roles", Ja: "孤立した職種"},
	ColEdgeCount:   graph.Text{En: "correlates", Ja: "つながり"},
	ColLimit:       graph.Text{En: "change one limit", Ja: "ゆるめる条件"},
	ColOpens:       graph.Text{En: "opens", Ja: "通れる道筋"},

	Gentlest:    graph.Text{En: "gentlest", Ja: "最もゆるやか"},
	Shortest:    graph.Text{En: "shortest", Ja: "最短距離"},
	FewestSteps: graph.Text{En: "fewest steps", Ja: "最少歩数"},

	PathTitle:        graph.Text{En: "%s -> %s (%s)", Ja: "%s → %s（%s）"},
	PathCosts:        graph.Text{En: "Steps %d; steepest climb %s; ascent %s, descent %s; distance %s", Ja: "%d 歩、最大の登り %s、登りの合計 %s、下りの合計 %s、距離 %s"},
	PathCostGaps:     graph.Text{En: "Skill gaps over all steps %s points; new to learn %s points", Ja: "不足スキルの合計 %s 点、新しく学ぶ点数 %s 点"},
	AlreadyThere:     graph.Text{En: "Start and goal are the same role: there is no step to take.", Ja: "出発点と目標が同じ職種です。進む必要はありません。"},
	ByEffort:         graph.Text{En: "by effort", Ja: "労力順"},
	CostGentlest:     graph.Text{En: "Cost: %s = %d steps x %s² (%s) + sum of climb² (%s) + changes of family (%s)", Ja: "費用: %s = %d 歩 x %s²（%s）+ 登り² の和（%s）+ 区分の変更（%s）"},
	LevelsRounded:    graph.Text{En: "note: %d levels were rounded to thousandths", Ja: "注: %d 個のレベルを 1000 分の 1 に丸めました"},
	CostEach:         graph.Text{En: "  step by step: %s", Ja: "  1歩ごと: %s"},
	StabilityHeld:    graph.Text{En: "  The scores, cutoffs and deviations of all other roles are held.", Ja: "  ほかの職種の点数、足切り、標準偏差は動かしていません。"},
	CostShortest:     graph.Text{En: "Cost: distance %s", Ja: "費用: 距離 %s"},
	CostFewest:       graph.Text{En: "Cost: %d steps", Ja: "費用: %d 歩"},
	Regains:          graph.Text{En: "This path gives points up and wins them back. --max-drop limits that.", Ja: "この道筋は、いったん下がった点数をあとで取り戻します。--max-drop で制限できます。"},
	Needs:            graph.Text{En: "asks for %s points more: %s", Ja: "伸ばす点数 %s: %s"},
	NeedsNothing:     graph.Text{En: "asks for nothing more", Ja: "伸ばす点数: なし"},
	NewHere:          graph.Text{En: "new beyond everything held so far, %s points: %s", Ja: "そのうち、これまでにない新しい点数 %s: %s"},
	NewNothing:       graph.Text{En: "none of it is new: it was all held before on this path", Ja: "新しい点数: なし（この道筋で身につけたことで足りる）"},
	NewAll:           graph.Text{En: "all of it is new", Ja: "そのすべてが新しい点数"},
	Carries:          graph.Text{En: "carries over: %s of %s points", Ja: "生かせる点数: %s / %s"},
	NoSkills:         graph.Text{En: "This dataset states correlations only: there is nothing to explain skill by skill.", Ja: "このデータには相関だけがあり、スキルごとの説明はできません。"},
	StepLine:         graph.Text{En: "Step %d: %s -> %s", Ja: "%d 歩目: %s → %s"},
	NeedsUnstated:    graph.Text{En: "asks also for these, of which the profile says nothing: %s", Ja: "ほかに必要なもの（プロフィールに記入なし）: %s"},
	StabilityLine:    graph.Text{En: "Stability: the path survives %d of %d perturbations (each score -1, 0 or +1 level; seed %d).", Ja: "安定性: %[2]d 回中 %[1]d 回、道筋が保たれます（各点数を -1、0、+1 レベル動かす、種 %[3]d）。"},
	StabilityWeakest: graph.Text{En: "Its weakest step is %d: %s of %d.", Ja: "最も弱いのは %d 歩目: %s / %d。"},
	RunnerUp:         graph.Text{En: "Next best path: %s", Ja: "次に良い道筋: %s"},
	NoRunnerUp:       graph.Text{En: "There is no other path within these limits.", Ja: "この条件では、ほかの道筋はありません。"},
	MoreClimbing:     graph.Text{En: "its cost is %s higher", Ja: "費用は %s 大きい"},
	MoreDistance:     graph.Text{En: "its distance is %s longer", Ja: "距離は %s 長い"},
	MoreSteps:        graph.Text{En: "steps more: %s", Ja: "歩数の差 %s"},
	CostsSame:        graph.Text{En: "it costs the same", Ja: "費用は同じ"},
	Partial:          graph.Text{En: "The profile states %d of %d skills. Similarity, climb and gap of the first step use these only.", Ja: "プロフィールには %[2]d 項目中 %[1]d 項目があります。最初の一歩の相関・登り・不足スキルは、その項目だけで計算しています。"},
	Flat:             graph.Text{En: "The known scores of the profile correlate with nothing (under PEARSON because they are all equal): the first step goes to a role of least effort.", Ja: "プロフィールの点数からは相関が定まりません（PEARSON なら点数がすべて同じため）。最初の一歩は労力の最も少ない職種から選んでいます。"},
	Alternative:      graph.Text{En: "Path %d", Ja: "道筋 %d"},

	AlternativesIncomplete: graph.Text{En: "The search was given up after %d candidates: there may be more paths that overlap so little.", Ja: "候補 %d 本で探索を打ち切りました。ほかにも重なりの少ない道筋があるかもしれません。"},
	FewerAlternatives:      graph.Text{En: "There are no more such paths than %d.", Ja: "条件に合う道筋は %d 本だけです。"},
	FrontierIncomplete:     graph.Text{En: "The search was stopped at %d labels: the list may lack choices.", Ja: "ラベル %d 個で探索を打ち切りました。ほかの選択肢があるかもしれません。"},

	NoPathTitle:       graph.Text{En: "There is no path from %s to %s within these limits.", Ja: "この条件では、%s から %s への道筋はありません。"},
	Disconnected:      graph.Text{En: "There is no path from %s to %s, whatever the limits: at the dataset's threshold (%s) and topK they are not connected.", Ja: "%s から %s への道筋は、どの条件を外してもありません（データのしきい値 %s と topK でつながっていません）。"},
	BlockedByOne:      graph.Text{En: "Changing any one of these limits opens a path:", Ja: "次のどれか一つをゆるめると通れます:"},
	Jointly:           graph.Text{En: "No single limit is enough. A path that breaks as few of them as possible needs all of these:", Ja: "一つだけでは足りません。破る条件が最も少ない道筋には、次のすべてが必要です:"},
	JointlyIncomplete: graph.Text{En: "(The search for fewer was given up.)", Ja: "（より少ない組み合わせの探索は打ち切りました。）"},
	JointPath:         graph.Text{En: "It is: %s", Ja: "その道筋: %s"},
	Nearest:           graph.Text{En: "The nearest role that can be reached is %s (correlation with the goal %s): %s", Ja: "到達できる最も近い職種は %s（目標との相関 %s）: %s"},
	NearestUnknown:    graph.Text{En: "The nearest role that can be reached is %s: %s", Ja: "到達できる最も近い職種は %s: %s"},
	NearestStart:      graph.Text{En: "No role nearer to the goal than the start, %s, can be reached (correlation with the goal %s).", Ja: "出発点 %s より目標に近い職種には到達できません（目標との相関 %s）。"},
	NearestNone:       graph.Text{En: "No role at all can be reached.", Ja: "到達できる職種はありません。"},

	RelaxMaxSteps:       graph.Text{En: "--max-steps %s", Ja: "--max-steps %s"},
	RelaxMaxClimb:       graph.Text{En: "--max-climb %s", Ja: "--max-climb %s"},
	RelaxMaxDrop:        graph.Text{En: "--max-drop %s", Ja: "--max-drop %s"},
	RelaxMinCorrelation: graph.Text{En: "--min-correlation %s", Ja: "--min-correlation %s"},
	RelaxVia:            graph.Text{En: "without --via %s", Ja: "--via %s を外す"},
	RelaxAvoid:          graph.Text{En: "without --avoid %s", Ja: "--avoid %s を外す"},
	RelaxAvoidFamily:    graph.Text{En: "without --avoid-family %s", Ja: "--avoid-family %s を外す"},

	FrontierTitle: graph.Text{En: "%s -> %s: fewer steps or gentler steps", Ja: "%s → %s: 歩数と登りの釣り合い"},
	ReachTitle:    graph.Text{En: "Within reach of %s: %d", Ja: "%s から到達できる職種: %d"},
	ReachToTitle:  graph.Text{En: "Roles that can reach %s: %d", Ja: "%s に到達できる職種: %d"},
	ReachNone:     graph.Text{En: "None within these limits.", Ja: "この条件ではありません。"},
	ShownOf:       graph.Text{En: "Shown: %d to %d of %d.", Ja: "%[3]d 件中 %[1]d〜%[2]d 件目を表示。"},
	OpenersTitle:  graph.Text{En: "One level more for %s, and what it brings within reach", Ja: "%s が1レベル伸ばすと開ける職種"},
	OpenersNone:   graph.Text{En: "No single level changes what is within reach.", Ja: "1レベルの違いでは、到達できる職種は変わりません。"},

	CompareTitle:     graph.Text{En: "%s and %s", Ja: "%s と %s"},
	CompareTotals:    graph.Text{En: "From the first to the second: climb %s, drop %s, skill gap %s.", Ja: "前者から後者へ: 登り %s、下り %s、不足スキル %s。"},
	CompareEdge:      graph.Text{En: "Correlation %s: an edge, since the threshold is %s.", Ja: "相関 %s。しきい値 %s 以上なので、つながっています。"},
	CompareBelow:     graph.Text{En: "Correlation %s: no edge, %s below the threshold of %s.", Ja: "相関 %s。しきい値 %[3]s に %[2]s 届かず、つながっていません。"},
	CompareTopK:      graph.Text{En: "Correlation %s: no edge, since neither counts the other among its %d strongest.", Ja: "相関 %s。どちらにとっても上位 %d に入らないため、つながっていません。"},
	CompareUndefined: graph.Text{En: "Their correlation is undefined (all scores of one of them are equal): no edge.", Ja: "相関を計算できません（一方の点数がすべて同じ）。つながっていません。"},
	CompareNotStated: graph.Text{En: "The dataset does not state their correlation: no edge.", Ja: "このデータには両者の相関が書かれていません。つながっていません。"},
	CompareSame:      graph.Text{En: "This is one and the same role.", Ja: "同じ職種です。"},

	MapTitle:  graph.Text{En: "Correlation map of %s (total %s); roles at %[4]s or more: %[3]d", Ja: "%s（合計 %s）の相関マップ: %d 職種（相関 %s 以上）"},
	MapNone:   graph.Text{En: "No role correlates so strongly.", Ja: "これほど強く相関する職種はありません。"},
	PlotAxes:  graph.Text{En: "across: correlation; up: total; *: the role itself", Ja: "横: 相関、縦: 合計、*: 基準の職種"},
	RolesNone: graph.Text{En: "No role fits %q.", Ja: "「%s」に合う職種はありません。"},

	ServeListening: graph.Text{En: "noboru: serving %s (version %s, %d roles, from %s) at %s/graphql", Ja: "noboru: %s（版 %s、%d 職種、%s）を %s/graphql で提供しています"},
	ServeStopping:  graph.Text{En: "noboru: stopping", Ja: "noboru: 終了します"},

	InputFaults:        graph.Text{En: "%s: nothing is loaded; faults: %d", Ja: "%s: 読み込めません。誤り %d 件:"},
	InputMore:          graph.Text{En: "... and %d more; 'noboru validate %s' lists them all", Ja: "… ほか %d 件。すべて見るには: noboru validate %s"},
	ValidateTitle:      graph.Text{En: "%s: would be loaded as %s, version %s", Ja: "%s: %s（版 %s）として読み込めます"},
	ValidateCounts:     graph.Text{En: "roles %d, skills %d, families %d, pairs %d; form %s; measure %s; topK %d; comfortable climb %s", Ja: "職種 %d、スキル %d、プロファイル %d、組 %d、形式 %s、尺度 %s、topK %d、無理のない登り %s"},
	ValidateFaults:     graph.Text{En: "%s: nothing would be loaded; faults: %d", Ja: "%s: 読み込めません。誤り %d 件:"},
	ValidateWarning:    graph.Text{En: "warning: %s", Ja: "警告: %s"},
	ValidateSkills:     graph.Text{En: "Columns that are read as skills, with their lowest and highest score:", Ja: "スキルとして読む列（最低点〜最高点）:"},
	ValidateRange:      graph.Text{En: "%q %s to %s", Ja: "「%s」%s〜%s"},
	ValidateThresholds: graph.Text{En: "What each threshold would give (* the dataset's own):", Ja: "しきい値ごとのつながり（* はデータの値）:"},
	ValidateOwn:        graph.Text{En: "*", Ja: "*"},
	ValidateIsolated:   graph.Text{En: "Isolated at the dataset's threshold: %s", Ja: "データのしきい値で孤立する職種: %s"},
	ValidateRounded:    graph.Text{En: "Numbers finer than a thousandth, which are rounded: %d.", Ja: "1000分の1より細かい数 %d 個を丸めます。"},
	Progress:           graph.Text{En: "%d of %d pairs", Ja: "%d / %d 組"},
	StepsShort:         graph.Text{En: "Steps %d, steepest climb %s; %s", Ja: "%d 歩、最大の登り %s、%s"},
}
