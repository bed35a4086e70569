import { Failure } from '../../src/shared/failure.ts';

/** The failure in which this work ends; anything else is a defect of the test or of the code. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it did not fail');
}
