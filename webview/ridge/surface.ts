/** A canvas of the size that it has on the page, in the screen's own pixels. */
export class Surface {
  readonly canvas: HTMLCanvasElement;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
  }

  /**
   * Clears the canvas at this size in CSS pixels and draws on it in them.
   * @param draw is not called where there is no room.
   */
  paint(width: number, height: number, draw: (context: CanvasRenderingContext2D) => void): void {
    const context = this.canvas.getContext('2d');
    if (context === null || width <= 0 || height <= 0) return;
    const scale = devicePixelRatio;
    const [wide, tall] = [Math.round(width * scale), Math.round(height * scale)];
    if (this.canvas.width !== wide) this.canvas.width = wide;
    if (this.canvas.height !== tall) this.canvas.height = tall;
    this.canvas.style.height = `${height}px`;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    draw(context);
  }
}
