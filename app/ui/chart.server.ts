export type ChartDrawing = { width: number; height: number }
