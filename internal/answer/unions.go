package answer

// The unions: what a question can be answered with.
type (
	PathResult           interface{ IsPathResult() }
	PathsResult          interface{ IsPathsResult() }
	FrontierResult       interface{ IsFrontierResult() }
	ReachResult          interface{ IsReachResult() }
	DoorOpenersResult    interface{ IsDoorOpenersResult() }
	CompareResult        interface{ IsCompareResult() }
	CorrelationMapResult interface{ IsCorrelationMapResult() }
)
